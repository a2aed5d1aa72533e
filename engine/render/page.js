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

  /* Mean of the curve over a normal effect: nodes and weights of Gauss and Hermite, nine points. */
  var NODE = [0, 0.7235510187528376, 1.4685532892166679, 2.266580584531843, 3.190993201781528];
  var WEIGHT = [0.7202352156060510, 0.4326515590025558, 0.08847452739437657, 0.004943624275536947, 0.00003960697726326438];
  function spreadMean(f, mean, sd) {
    if (!(sd > 0)) return f(mean);
    var sum = WEIGHT[0] * f(mean);
    for (var i = 1; i < 5; i++) {
      var d = Math.SQRT2 * sd * NODE[i];
      sum += WEIGHT[i] * (f(mean - d) + f(mean + d));
    }
    return sum / Math.sqrt(Math.PI);
  }

  function curveOf(data, index, year) {
    for (var i = 0; i < data.curves.length; i++)
      if (data.curves[i].index === index && data.curves[i].year === year) return data.curves[i];
    return null;
  }

  function chanceWithin(curve, place, points) {
    var k = Math.max(1, Math.min(curve.place.length, place));
    if (place < 1) return 0;
    return interpolate(curve.points, curve.place[k - 1], points);
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

  /* What a wish means on a curve: { goal: i } or { kind: 'top'|'up'|'score', value, index, year }. */
  function chanceOf(data, wish, points) {
    if (wish.goal != null) {
      var c = data.goals[wish.goal].curve;
      return c ? interpolate(c.points, c.chance, points) : NaN;
    }
    var curve = curveOf(data, wish.index, wish.year);
    if (!curve) return NaN;
    if (wish.kind === 'top') return chanceWithin(curve, wish.value, points);
    if (wish.kind === 'up') return curve.base_rank ? chanceWithin(curve, Math.max(1, curve.base_rank - wish.value), points) : NaN;
    return chanceOfScore(curve, wish.value, points);
  }

  /* Joint draws: points lacking of every goal in every draw, as 16-bit steps in base64; the last step is "never". */
  function readDraws(draws) {
    if (!draws || !draws.gaps) return null;
    return draws.gaps.map(function (g) {
      var bytes = atob(g.data), n = bytes.length / 2, out = new Float64Array(n);
      for (var i = 0; i < n; i++) {
        var step = bytes.charCodeAt(2 * i) + 256 * bytes.charCodeAt(2 * i + 1);
        out[i] = step === 65535 ? Infinity : g.low + step * g.step;
      }
      return out;
    });
  }

  /* All goals together with so many points on each; of alternatives one is enough, or as many as the group needs. add(goal, draw) -> points. */
  function jointChance(data, gaps, add) {
    if (!gaps) return NaN;
    var n = gaps[0].length, goals = data.draws.goals, met = 0;
    for (var d = 0; d < n; d++) {
      var ok = true, open = {};
      for (var i = 0; i < goals.length && ok; i++) {
        var is = gaps[i][d] <= add(goals[i], d), goal = data.goals[goals[i]], any = goal.any;
        if (!any) ok = is;
        else open[any] = (open[any] === undefined ? -(goal.need || 1) : open[any]) + (is ? 1 : 0);
      }
      for (var a in open) ok = ok && open[a] >= 0;
      if (ok) met++;
    }
    return met / n;
  }

  /* The mean effect that, spread as the measure's is, gives on the goal's curve the chance that the engine found with the measure
   * alone: its effect goes with the draws, so that the curve by itself would say a little more or less. */
  function fittedMean(g, lever) {
    var spread = lever.weight * (lever.effect.q95 - lever.effect.q05) / 3.2897072539, mean = lever.weight * lever.effect.mean;
    if (!g.curve || lever.chance == null) return mean;
    var f = function (x) { return interpolate(g.curve.points, g.curve.chance, x); }, low = mean - 3 * spread - 1, high = mean + 3 * spread + 1;
    if (!(spreadMean(f, low, spread) <= lever.chance && lever.chance <= spreadMean(f, high, spread))) return mean;
    for (var k = 0; k < 40; k++) {
      var mid = (low + high) / 2;
      if (spreadMean(f, mid, spread) < lever.chance) low = mid; else high = mid;
    }
    return high;
  }

  /* Points that ticked measures bring: sum of means; spreads with the correlation 0.5 that the engine takes. */
  function effectOf(g, ticked) {
    var mean = 0, sum = 0, squares = 0;
    g.levers.forEach(function (l, i) {
      if (!ticked[i]) return;
      var sd = l.weight * (l.effect.q95 - l.effect.q05) / 3.2897072539;
      if (l.fitted == null) l.fitted = fittedMean(g, l);
      mean += l.fitted;
      sum += sd;
      squares += sd * sd;
    });
    return { mean: mean, sd: Math.sqrt(0.5 * squares + 0.5 * sum * sum) };
  }

  /* A goal of the page with ticked measures and points more. One measure has a curve that the engine made; of several the effects
   * are added on the goal's own curve. */
  function chanceWith(data, i, ticked, points) {
    var g = data.goals[i], on = g.levers.filter(function (_, k) { return ticked[k]; });
    if (on.length === 1 && on[0].curve) return interpolate(g.curve.points, on[0].curve, points);
    var e = effectOf(g, ticked);
    return spreadMean(function (x) { return chanceOf(data, { goal: i }, x); }, points + e.mean, e.sd);
  }

  function element(tag, attributes, text) {
    var e = document.createElement(tag);
    for (var a in attributes || {}) e.setAttribute(a, attributes[a]);
    if (text != null) e.textContent = text;
    return e;
  }

  function build(data, root) {
    var words = data.words, vi = data.lang === 'vi', gaps = readDraws(data.draws);
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
    var state = { goal: 0, kind: 'goal', value: 0, added: {}, ticked: {} };

    var choose = element('select', { id: 'wi-goal' });
    data.goals.forEach(function (g, i) {
      if (g.curve) choose.appendChild(element('option', { value: String(i) }, g.index + ': ' + (g.words || g.goal)));
    });
    if (!choose.options.length) return;
    state.goal = Number(choose.options[0].value);
    var kind = element('select', { id: 'wi-kind', 'aria-label': words.other });
    [['goal', '—'], ['top', words.top], ['up', words.up], ['score', words.score]].forEach(function (o) {
      kind.appendChild(element('option', { value: o[0] }, o[1]));
    });
    var value = element('input', { type: 'number', id: 'wi-value', step: 'any', value: '10', 'aria-label': words.other, hidden: '' });
    var pick = element('p'), label = element('label', { 'for': 'wi-goal' }, words.goal + ' ');
    label.appendChild(choose);
    pick.appendChild(label);
    var other = element('label', {}, ' ' + words.other + ' ');
    other.appendChild(kind);
    pick.appendChild(other);
    pick.appendChild(value);
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

    function show() {
      var g = data.goals[state.goal], points = pointsOf(state.goal), effect = effectOf(g, state.ticked[state.goal] || []);
      var wish = state.kind === 'goal' ? { goal: state.goal } : { kind: state.kind, value: state.value, index: g.index, year: g.year };
      var f = function (x) { return chanceOf(data, wish, x); };
      var own = state.kind === 'goal', now = own ? chanceWith(data, state.goal, state.ticked[state.goal] || [], points) : spreadMean(f, points + effect.mean, effect.sd), before = f(0), curve = curveOf(data, g.index, g.year);
      answer.textContent = '';
      answer.appendChild(document.createTextNode(words.chance + ': '));
      answer.appendChild(element('b', { id: 'wi-chance' }, percent(now)));
      var rest = ' (' + words.was + ': ' + percent(before) + ')';
      if (curve) rest += '; ' + words.place + ' ' + number(spreadMean(function (x) { return expectedPlace(curve, x); }, points + effect.mean, effect.sd), 1);
      if (gaps && data.draws.goals.length > 1) {
        var add = data.goals.map(function (_, i) { return pointsOf(i); });
        var each = data.goals.map(function (x, i) { return effectOf(x, state.ticked[i] || []); });
        /* one normal a draw for all goals: a measure that works well does so for each */
        rest += '; ' + words.together + ' ' + percent(jointChance(data, gaps, function (i, d) {
          var e = each[i];
          return add[i] + e.mean + (e.sd > 0 ? e.sd * normalAt(d) : 0);
        }));
      }
      answer.appendChild(document.createTextNode(rest + '.'));
    }

    function fill() {
      var g = data.goals[state.goal], curve = curveOf(data, g.index, g.year);
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
        input.checked = !!(state.ticked[state.goal] || [])[k];
        input.addEventListener('change', function () {
          (state.ticked[state.goal] = state.ticked[state.goal] || [])[k] = input.checked;
          show();
        });
        row.appendChild(input);
        row.appendChild(element('span', {}, l.name + ' (' + l.evidence + ')'));
        measures.appendChild(row);
      });
      show();
    }

    choose.addEventListener('change', function () { state.goal = Number(choose.value); fill(); });
    kind.addEventListener('change', function () { state.kind = kind.value; value.hidden = state.kind === 'goal'; state.value = Number(value.value); show(); });
    value.addEventListener('input', function () { state.value = Number(value.value); show(); });
    reset.addEventListener('click', function () { state.added = {}; state.ticked = {}; state.kind = kind.value = 'goal'; value.hidden = true; fill(); });
    form.addEventListener('submit', function (e) { e.preventDefault(); });
    root.insertBefore(box, root.firstChild);
    fill();
  }

  /* A standard normal for draw d, spread evenly (inverse by Acklam's rational approximation of the tail-free part is not needed:
   * Box and Muller on a golden-ratio sequence is even enough for a mean over thousands of draws). */
  function normalAt(d) {
    var u = (0.5 + d * 0.6180339887498949) % 1, v = (0.25 + d * 0.7548776662466927) % 1;
    return Math.sqrt(-2 * Math.log(u > 0 ? u : 1e-12)) * Math.cos(2 * Math.PI * v);
  }

  var tool = { chanceOf: chanceOf, spreadMean: spreadMean, expectedPlace: expectedPlace, effectOf: effectOf, chanceWith: chanceWith, readDraws: readDraws,
    jointChance: jointChance, curveOf: curveOf, build: build };
  if (typeof window === 'undefined') return;
  window.tangbacWhatIf = tool;
  var data = document.getElementById('data'), root = document.getElementById('whatif');
  if (data && root) build(JSON.parse(data.textContent), root);
})();
