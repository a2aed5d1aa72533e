/* The what-if tool: moves the curves that the engine made (P(goal | points added)); nothing is modelled here. Reusable: a page
 * gives data = { goals, curves, draws, words, lang } and an element; see tangbacWhatIf at the end. */
(function () {
  'use strict';

  /* Value of the curve y(x) between its points; the ends hold outside. */
  function interpolate(x, y, at) {
    if (at <= x[0]) return y[0];
    var n = x.length;
    if (at >= x[n - 1]) return y[n - 1];
    var low = 0, high = n - 1;
    while (high - low > 1) {
      var mid = (low + high) >> 1;
      if (x[mid] <= at) low = mid; else high = mid;
    }
    return y[low] + (y[high] - y[low]) * (at - x[low]) / (x[high] - x[low]);
  }

  function curveOf(data, index, year) {
    for (var i = 0; i < data.curves.length; i++)
      if (data.curves[i].index === index && data.curves[i].year === year) return data.curves[i];
    return null;
  }

  /* row: P(.. | points) at curve.points; below: the same with points taken away, the last one step less than nothing added. */
  function chanceAt(curve, row, below, points) {
    if (points >= 0 || !below) return interpolate(curve.points, row, points);
    var n = below.length, step = curve.points[1], at = Math.max(0, n + points / step), low = Math.min(n - 1, Math.floor(at));
    var next = low + 1 < n ? below[low + 1] : row[0];
    return below[low] + (next - below[low]) * (at - low);
  }

  function chanceWithin(curve, place, points) {
    var k = Math.max(1, Math.min(curve.place.length, place));
    if (place < 1) return 0;
    return chanceAt(curve, curve.place[k - 1], curve.below && curve.below[k - 1], points);
  }

  function groupOf(curve, name) {
    for (var i = 0; curve && i < (curve.groups || []).length; i++) if (curve.groups[i].group === name) return curve.groups[i];
    return null;
  }

  /* A group by cut-off is a score; one by size has as many places as are ranked in a draw allow, and so a curve of its own. */
  function chanceOfGroup(curve, name, points) {
    var g = groupOf(curve, name);
    if (!g) return NaN;
    return g.from != null ? chanceOfScore(curve, g.from, points) : chanceAt(curve, g.chance, g.below, points);
  }

  /* Whether past forecasts of such a goal did not agree with what came: then no number is given. */
  function isSilent(data, wish) {
    var curve = wish.goal == null && curveOf(data, wish.index, wish.year), list = curve && curve.silent && curve.silent[wish.kind];
    return !!list && list.indexOf(Math.round(wish.value)) >= 0;
  }

  /* Sum over k of P(rank > k), of the years in which the unit is ranked. */
  function expectedPlace(curve, points) {
    var n = curve.place.length, ranked = chanceWithin(curve, n, points), sum = 1;
    if (!(ranked > 0)) return NaN;
    for (var k = 1; k < n; k++) sum += 1 - chanceWithin(curve, k, points) / ranked;
    return sum;
  }

  /* score: quantiles at even steps from 0 to 1 of the years in which the unit is ranked. */
  function chanceOfScore(curve, score, points) {
    var q = curve.score, n = q.length, need = score - points, below;
    if (need <= q[0]) below = 0;
    else if (need > q[n - 1]) below = 1;
    else {
      var low = 0, high = n - 1;
      while (high - low > 1) {
        var mid = (low + high) >> 1;
        if (q[mid] < need) low = mid; else high = mid;
      }
      below = (low + (need - q[low]) / ((q[high] - q[low]) || 1)) / (n - 1);
    }
    return (1 - below) * (curve.ranked == null ? 1 : curve.ranked);
  }

  /* What a wish means on a curve: { goal: i } or { kind: 'top'|'up'|'score'|'group', value, index, year }. */
  function chanceOf(data, wish, points) {
    if (wish.goal != null) {
      var c = data.goals[wish.goal].curve;
      return c ? interpolate(c.points, c.chance, points) : NaN;
    }
    var curve = curveOf(data, wish.index, wish.year);
    if (!curve) return NaN;
    if (wish.kind === 'top') return chanceWithin(curve, wish.value, points);
    if (wish.kind === 'group') return chanceOfGroup(curve, wish.value, points);
    if (wish.kind === 'up') return curve.base_rank ? chanceWithin(curve, Math.max(1, curve.base_rank - wish.value), points) : NaN;
    return chanceOfScore(curve, wish.value, points);
  }

  function bytesOf(text, width) {
    var bytes = atob(text), out = new Float64Array(bytes.length / width);
    for (var i = 0; i < out.length; i++)
      out[i] = width === 1 ? bytes.charCodeAt(i) : bytes.charCodeAt(2 * i) + 256 * bytes.charCodeAt(2 * i + 1);
    return out;
  }

  /* Joint draws: points lacking of every goal in every draw, as 16-bit steps in base64; the last step is "never". */
  function readDraws(draws) {
    if (!draws || !draws.gaps) return null;
    return draws.gaps.map(function (g) {
      return bytesOf(g.data, 2).map(function (step) { return step === 65535 ? Infinity : g.low + step * g.step; });
    });
  }

  /* Draws of what measures rest on: size, and of a component's record what the draw holds of it already. */
  function readEffects(effects) {
    var read = function (x) { return x ? bytesOf(x.data, 1).map(function (step) { return x.low + step * x.step; }) : null; };
    return (effects ? effects.sources : []).map(function (s) {
      return { index: s.index, group: s.group, cap: s.cap, record: s.record, q75: s.q75, size: read(s.size), held: read(s.held) };
    });
  }

  /* Read once, and kept with the data. */
  function drawsOf(data) {
    if (!data.read) data.read = { gaps: readDraws(data.draws), effects: readEffects(data.effects), points: {}, sorted: {}, levels: {} };
    return data.read;
  }

  /* Points of a goal's score per point of a source; 0: it does not touch the goal. */
  function weightOf(g, source) {
    for (var i = 0; i < g.levers.length; i++) if (g.levers[i].source === source) return g.levers[i].weight || 0;
    return 0;
  }

  /* What records of one index reach together, as a share of the sum of what each reaches (engine/plan/plan_condition.c). */
  function partOf(data, list) {
    var square = 0, sum = 0;
    if (list.length < 2) return 1;
    list.forEach(function (a) {
      sum += a.q;
      list.forEach(function (b) { square += a.q * b.q * data.effects.correlation[a.record][b.record]; });
    });
    return sum > 0 ? Math.min(1, Math.sqrt(Math.max(0, square)) / sum) : 1;
  }

  /* Points that the sources bring to goal i in every draw, as the engine adds them up in a plan: figures of one component up to its
   * cap, records of one index to the part that comparable provinces reached together. */
  function pointsFrom(data, i, sources) {
    var read = drawsOf(data), g = data.goals[i], key = i + ':' + sources.join(',');
    if (read.points[key]) return read.points[key];
    var n = read.gaps[0].length, out = new Float64Array(n), groups = {}, records = {};
    var add = function (x, w) { for (var d = 0; d < n; d++) out[d] += w * x[d]; };
    sources.forEach(function (k) {
      var s = read.effects[k], w = weightOf(g, k);
      if (!w) return;
      if (s.held) (records[s.index] = records[s.index] || []).push({ w: w, size: s.size, held: s.held, record: s.record, q: Math.max(0, w * s.q75) });
      else if (s.group != null) (groups[s.group] = groups[s.group] || { w: w, cap: s.cap, list: [] }).list.push(s.size);
      else add(s.size, w);
    });
    Object.keys(groups).forEach(function (q) {
      var group = groups[q];
      for (var d = 0; d < n; d++) {
        var sum = 0;
        for (var k = 0; k < group.list.length; k++) sum += group.list[k][d];
        out[d] += group.w * Math.min(sum, group.cap);
      }
    });
    Object.keys(records).forEach(function (index) {
      var part = partOf(data, records[index]);
      records[index].forEach(function (r) { add(r.size, part * r.w); add(r.held, (part - 1) * r.w); });
    });
    return (read.points[key] = out);
  }

  /* Points that goal i still lacks in every draw with the sources; sorted: the same in order. */
  function lackingOf(data, i, sources) {
    var read = drawsOf(data), gap = read.gaps[data.draws.goals.indexOf(i)], e = pointsFrom(data, i, sources);
    return gap.map(function (x, d) { return x - e[d]; });
  }
  function sortedLacking(data, i, sources) {
    var read = drawsOf(data), key = i + ':' + sources.join(',');
    return read.sorted[key] || (read.sorted[key] = lackingOf(data, i, sources).sort());
  }

  /* A share of the page's draws, corrected by shares whose value over all draws of the engine is known: control variates
   * (Owen 2013, Monte Carlo theory, section 8.9), the coefficients by least squares. is, c.is: 0 or 1 a draw; c.all: that value. */
  function corrected(is, controls) {
    var n = is.length, m = controls.length, mean = function (x) { var s = 0; for (var d = 0; d < n; d++) s += x[d]; return s / n; };
    var y = mean(is), means = controls.map(function (c) { return mean(c.is); }), a = [], r, c, k;
    var both = function (p, q) { var s = 0; for (var d = 0; d < n; d++) s += p[d] & q[d]; return s / n; };
    for (r = 0; r < m; r++) {
      a.push([]);
      for (c = 0; c < m; c++) a[r].push(both(controls[r].is, controls[c].is) - means[r] * means[c] + (r === c ? 1e-4 : 0));
      a[r].push(both(controls[r].is, is) - means[r] * y);
    }
    for (k = 0; k < m; k++) /* positive definite: no pivots */
      for (r = 0; r < m; r++) {
        if (r === k) continue;
        var f = a[r][k] / a[k][k];
        for (c = k; c <= m; c++) a[r][c] -= f * a[k][c];
      }
    var said = y;
    for (k = 0; k < m; k++) said += a[k][m] / a[k][k] * (controls[k].all - means[k]);
    return Math.min(1, Math.max(0, said));
  }

  function metBy(lacking, points) {
    var is = new Uint8Array(lacking.length);
    for (var d = 0; d < is.length; d++) is[d] = lacking[d] <= points ? 1 : 0;
    return is;
  }

  /* A goal of the page with measures and points more. Without measures and with one the engine made a curve over all its draws; with
   * several the page's draws answer, corrected by those curves where they have the same share. */
  function chanceWith(data, i, sources, points) {
    var g = data.goals[i], on = sources.filter(function (k) { return weightOf(g, k) !== 0; });
    var curve = function (k) { for (var j = 0; j < g.levers.length; j++) if (g.levers[j].source === k) return g.levers[j].curve; };
    if (!on.length || !g.curve) return chanceOf(data, { goal: i }, points);
    if (on.length === 1 && curve(on[0])) return interpolate(g.curve.points, curve(on[0]), points);
    if (!data.draws || data.draws.goals.indexOf(i) < 0) return NaN;
    var is = metBy(lackingOf(data, i, on), points), n = is.length, met = 0, last = g.curve.points[g.curve.points.length - 1];
    for (var d = 0; d < n; d++) met += is[d];
    if (met === 0 || met === n) return met / n;
    var controls = [];
    [null].concat(on).forEach(function (k) {
      var one = k == null ? [] : [k], sorted = sortedLacking(data, i, one), at = sorted[met - 1], y = k == null ? g.curve.chance : curve(k);
      if (y && at >= 0 && at <= last) controls.push({ is: metBy(lackingOf(data, i, one), at), all: interpolate(g.curve.points, y, at) });
    });
    return corrected(is, controls.slice(0, 6));
  }

  /* All goals together with measures and points more; of alternatives one is enough, or as many as the group needs. points: of every
   * goal of the page. instead: { i: wish, ... } puts other goals in the places of those of the page. */
  function jointWith(data, sources, points, instead) {
    var read = drawsOf(data);
    if (!read.gaps || !read.gaps.length) return NaN;
    var goals = data.draws.goals, n = read.gaps[0].length, controls = [];
    var other = function (i) { return instead && instead[i]; };
    var met = goals.map(function (i) { return other(i) ? metWith(data, i, other(i), sources, points[i] || 0) : metBy(lackingOf(data, i, sources), points[i] || 0); });
    if (met.some(function (is) { return !is; })) return NaN;
    var all = function (each) {
      var is = new Uint8Array(n);
      for (var d = 0; d < n; d++) {
        var ok = true, open = {};
        for (var k = 0; k < goals.length && ok; k++) {
          var goal = data.goals[goals[k]], any = goal.any;
          if (!any) ok = each[k][d] === 1;
          else open[any] = (open[any] === undefined ? -(goal.need || 1) : open[any]) + each[k][d];
        }
        for (var a in open) ok = ok && open[a] >= 0;
        is[d] = ok ? 1 : 0;
      }
      return is;
    };
    goals.forEach(function (i, k) {
      var said = other(i) ? wishWith(data, i, other(i), sources, points[i] || 0) : chanceWith(data, i, sources, points[i] || 0);
      if (isFinite(said)) controls.push({ is: met[k], all: said });
    });
    if (data.joint != null) controls.push({ is: all(goals.map(function (i) { return metBy(lackingOf(data, i, []), 0); })), all: data.joint });
    return corrected(all(met), controls);
  }

  /* Whether a measure that is on touches goal i; without the draws of its curve nothing can be said of other goals with it. */
  function touches(data, i, sources) {
    return sources.some(function (k) { return weightOf(data.goals[i], k) !== 0; });
  }

  /* Draws of a curve: where each stands among all, from 0 to `ranked`; Infinity: withheld. The page's draws are told in 255 equal
   * parts, and stand evenly within them. */
  function levelsOf(data, curve, row) {
    var read = drawsOf(data), key = curve.index + curve.year + ':' + row, kept = read.levels[key], golden = 0.6180339887498949;
    if (kept || !curve.draws) return kept;
    var ranked = curve.ranked == null ? 1 : curve.ranked;
    return (read.levels[key] = bytesOf(row < 0 ? curve.draws.score_levels : curve.draws.levels[row], 1).map(function (part, d) {
      return part === 255 ? Infinity : ranked * (part + (d * golden) % 1) / 255;
    }));
  }

  /* The marked place next to place k: draws compare there as they do here, very nearly. */
  function markNear(curve, k) {
    var best = 0;
    curve.draws.marks.forEach(function (m, i) { if (Math.abs(m - k) < Math.abs(curve.draws.marks[best] - k)) best = i; });
    return best;
  }

  /* Which draws meet a wish, with the points that each gets: a draw at level u of the distribution of what is lacking meets it when
   * u <= P(wish | points). The distribution is the engine's, over all its draws; the page's draws say how it goes with the measures. */
  function metWith(data, i, wish, sources, points) {
    var curve = curveOf(data, wish.index, wish.year), on = touches(data, i, sources);
    if (!curve || !curve.draws || !data.draws) return null;
    var group = wish.kind === 'group' ? groupOf(curve, wish.value) : null, score = wish.kind === 'score' || (group && group.from != null);
    if (wish.kind === 'group' && !group) return null;
    var place = score ? 0 : group ? group.place : wish.kind === 'up' ? Math.max(1, curve.base_rank - wish.value) : wish.value;
    var level = levelsOf(data, curve, score ? -1 : markNear(curve, place)), e = on ? pointsFrom(data, i, sources) : null;
    var is = new Uint8Array(level.length), most = curve.points[curve.points.length - 1], steps = 400, at = new Float64Array(steps + 1), x, k, low = 0;
    if (e) for (k = 0; k < e.length; k++) low = Math.min(low, e[k]);
    /* the curve between its points once, not in every draw */
    for (k = 0; k <= steps; k++) at[k] = chanceOf(data, wish, low + points + (most - low) * k / steps);
    for (var d = 0; d < is.length; d++) {
      x = ((e ? e[d] : 0) - low) / (most - low) * steps;
      k = Math.max(0, Math.min(steps - 1, Math.floor(x)));
      is[d] = level[d] <= at[k] + (at[k + 1] - at[k]) * Math.min(1, x - k) ? 1 : 0;
    }
    return is;
  }

  /* Another goal of the index with measures and points more; NaN where the page has no draws for it. */
  function wishWith(data, i, wish, sources, points) {
    if (!touches(data, i, sources)) return chanceOf(data, wish, points);
    var curve = curveOf(data, wish.index, wish.year);
    if (wish.kind === 'up' && !(curve && curve.base_rank)) return NaN;
    if (curve && wish.value < 1 && wish.kind === 'top') return 0;
    var is = metWith(data, i, wish, sources, points), met = 0;
    if (!is) return NaN;
    for (var d = 0; d < is.length; d++) met += is[d];
    return met / is.length;
  }

  /* The place to expect: 1 and the chances of ending behind each place, of the years in which the unit is ranked. */
  function placeWith(data, i, sources, points) {
    var g = data.goals[i], curve = curveOf(data, g.index, g.year);
    if (!curve) return NaN;
    if (!touches(data, i, sources)) return expectedPlace(curve, points);
    var n = curve.place.length, ranked = curve.ranked == null ? 1 : curve.ranked, sum = 1;
    for (var k = 1; k < n; k++) sum += 1 - wishWith(data, i, { kind: 'top', value: k, index: g.index, year: g.year }, sources, points) / ranked;
    return sum;
  }

  function element(tag, attributes, text) {
    var e = document.createElement(tag);
    for (var a in attributes || {}) e.setAttribute(a, attributes[a]);
    if (text != null) e.textContent = text;
    return e;
  }

  function build(data, root) {
    var words = data.words, vi = data.lang === 'vi';
    var box = element('div', { 'class': 'whatif live' }), form = element('form');
    var number = function (x, digits) {
      if (!isFinite(x)) return '–';
      var t = x.toFixed(digits);
      return vi ? t.replace('.', ',') : t;
    };
    var percent = function (x) {
      if (!isFinite(x)) return '–';
      return x > 0 && x < 0.01 ? '<1%' : x < 1 && x > 0.99 ? '>99%' : Math.round(100 * x) + '%';
    };
    /* wishes: of every goal what stands in its place */
    var state = { goal: 0, wishes: {}, added: {}, on: {} };

    var choose = element('select', { id: 'wi-goal' });
    data.goals.forEach(function (g, i) {
      if (g.curve) choose.appendChild(element('option', { value: String(i) }, (g.name || g.index) + ': ' + (g.words || g.goal)));
    });
    if (!choose.options.length) return;
    state.goal = Number(choose.options[0].value);
    var kind = element('select', { id: 'wi-kind', 'aria-label': words.other });
    var value = element('input', { type: 'number', id: 'wi-value', step: 'any', value: '10', 'aria-label': words.other, hidden: '' });
    var group = element('select', { id: 'wi-group', 'aria-label': words.group, hidden: '' });
    var pick = element('p'), label = element('label', { 'for': 'wi-goal' }, words.goal + ' ');
    label.appendChild(choose);
    pick.appendChild(label);
    var other = element('label', {}, ' ' + words.other + ' ');
    other.appendChild(kind);
    pick.appendChild(other);
    pick.appendChild(value);
    pick.appendChild(group);
    var parts = element('fieldset'), measures = element('fieldset'), answer = element('p', { 'class': 'answer', 'aria-live': 'polite' });
    var reset = element('button', { type: 'button' }, words.reset);
    box.appendChild(element('p', {}, words.lead));
    [pick, parts, measures, reset].forEach(function (e) { form.appendChild(e); });
    box.appendChild(form);
    box.appendChild(answer);

    function limitOf(c, curve) {
      var most = curve ? curve.points[curve.points.length - 1] / (c.weight || 1) : 1;
      if (c.score != null && c.highest != null) most = Math.max(0, c.highest - c.score);
      else if (c.score != null && c.max != null) most = Math.min(most, Math.max(0, c.max - c.score));
      return most;
    }

    function pointsOf(i) {
      var g = data.goals[i], sum = 0;
      g.components.forEach(function (c) { sum += (state.added[c.code] || 0) * (c.weight || 0); });
      return sum;
    }

    function ticked() {
      return Object.keys(state.on).filter(function (k) { return state.on[k]; }).map(Number).sort(function (a, b) { return a - b; });
    }

    function groupWords(name) {
      for (var k = 0; k < (data.groups || []).length; k++) if (data.groups[k].name === name) return data.groups[k].words;
      return name;
    }

    /* "PAPI (hạng 10 trở lên)": what is tried in the places of the goals. */
    function tried() {
      return Object.keys(state.wishes).map(function (i) {
        var w = state.wishes[i], g = data.goals[i], group = groupWords(w.value), value = number(w.value, w.value % 1 ? 2 : 0);
        if (w.kind === 'group') value = group.length > 1 ? group.toLowerCase() : group;
        return (g.name || g.index) + ' (' + words['say_' + w.kind].replace('{0}', value) + ')';
      }).join('; ');
    }

    function show() {
      var i = state.goal, g = data.goals[i], points = pointsOf(i), on = ticked(), wish = state.wishes[i] || { goal: i }, silent = isSilent(data, wish);
      var now = state.wishes[i] ? wishWith(data, i, wish, on, points) : chanceWith(data, i, on, points);
      var before = chanceOf(data, wish, 0), curve = curveOf(data, g.index, g.year), many = Object.keys(state.wishes);
      answer.textContent = '';
      answer.appendChild(document.createTextNode(words.chance + ': '));
      answer.appendChild(element('b', { id: 'wi-chance' }, silent ? words.silent : percent(now)));
      var rest = silent ? '' : ' (' + words.was + ': ' + percent(before) + ')';
      if (curve) rest += '; ' + words.place + ' ' + number(placeWith(data, i, on, points), 1);
      if (data.joint != null && data.draws && data.draws.goals.length > 1 && !many.some(function (k) { return isSilent(data, state.wishes[k]); })) {
        var all = jointWith(data, on, data.goals.map(function (_, k) { return pointsOf(k); }), state.wishes);
        if (isFinite(all)) rest += '; ' + words.together + ' ' + percent(all);
      }
      answer.appendChild(document.createTextNode(rest + '.' + (many.length ? ' ' + words.trying + ': ' + tried() + '.' : '')));
    }

    /* Reads kind and value of the goal that is shown; each goal keeps its own. */
    function take() {
      var g = data.goals[state.goal], named = kind.value === 'group';
      value.hidden = kind.value === 'goal' || named;
      group.hidden = !named;
      if (kind.value === 'goal') delete state.wishes[state.goal];
      else state.wishes[state.goal] = { kind: kind.value, value: named ? group.value : Number(value.value), index: g.index, year: g.year };
      show();
    }

    /* The kinds that the goal's index knows, and what was chosen for it before. */
    function offer(g, curve) {
      var kinds = [['goal', '—'], ['top', words.top], ['up', words.up], ['score', words.score]], w = state.wishes[state.goal];
      var groups = curve && curve.groups || [];
      if (groups.length) kinds.push(['group', words.group]);
      kind.textContent = group.textContent = '';
      kinds.forEach(function (o) { kind.appendChild(element('option', { value: o[0] }, o[1])); });
      groups.forEach(function (o) { group.appendChild(element('option', { value: o.group }, groupWords(o.group))); });
      kind.value = w ? w.kind : 'goal';
      if (w && w.kind === 'group') group.value = w.value;
      else if (w) value.value = String(w.value);
      value.hidden = !w || w.kind === 'group';
      group.hidden = !w || w.kind !== 'group';
    }

    function fill() {
      var g = data.goals[state.goal], curve = curveOf(data, g.index, g.year);
      offer(g, curve);
      parts.textContent = '';
      parts.appendChild(element('legend', {}, words.components));
      g.components.forEach(function (c, k) {
        var most = limitOf(c, curve);
        if (!(most > 0)) return;
        var row = element('label', { 'class': 'row' }, c.name);
        var input = element('input', { type: 'range', min: '0', max: String(most), step: String(most / 200), value: String(state.added[c.code] || 0), id: 'wi-c' + k });
        var out = element('output', {}, '+' + number(state.added[c.code] || 0, 2));
        input.addEventListener('input', function () {
          state.added[c.code] = Number(input.value);
          out.textContent = '+' + number(state.added[c.code], 2);
          show();
        });
        row.appendChild(input);
        row.appendChild(out);
        parts.appendChild(row);
      });
      measures.textContent = '';
      measures.hidden = !g.levers.length;
      measures.appendChild(element('legend', {}, words.measures));
      g.levers.forEach(function (l, k) {
        var row = element('label', { 'class': 'tick' }), input = element('input', { type: 'checkbox', id: 'wi-l' + k });
        input.checked = !!state.on[l.source];
        input.addEventListener('change', function () {
          state.on[l.source] = input.checked; /* for every goal that it touches */
          show();
        });
        row.appendChild(input);
        row.appendChild(element('span', {}, l.name + ' (' + l.evidence + ')'));
        measures.appendChild(row);
      });
      show();
    }

    choose.addEventListener('change', function () { state.goal = Number(choose.value); fill(); });
    kind.addEventListener('change', take);
    value.addEventListener('input', take);
    group.addEventListener('change', take);
    reset.addEventListener('click', function () { state.added = {}; state.on = {}; state.wishes = {}; fill(); });
    form.addEventListener('submit', function (e) { e.preventDefault(); });
    root.insertBefore(box, root.firstChild);
    fill();
  }

  var tool = { chanceOf: chanceOf, expectedPlace: expectedPlace, placeWith: placeWith, chanceWith: chanceWith, wishWith: wishWith,
    jointWith: jointWith, isSilent: isSilent, groupOf: groupOf, readDraws: readDraws, curveOf: curveOf, build: build };
  if (typeof window === 'undefined') return;
  window.tangbacWhatIf = tool;
  var data = document.getElementById('data'), root = document.getElementById('whatif');
  if (data && root) build(JSON.parse(data.textContent), root);
})();
