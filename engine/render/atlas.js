/* The atlas in a browser: choosing, drawing, comparing, and a link that keeps the choice. What a goal's chance is stands in
 * atlas_model.js; every sentence comes with the data, in both languages. */
(function () {
  'use strict';
  var model = window.tangbacAtlas, all = JSON.parse(document.getElementById('data').textContent);
  var words = all.words, result = all.atlas.result, records = result.records, points = result.points;
  var tiles = readTiles(all.tiles), SHADES = ['#edf3f8', '#d3e2ee', '#b0cbe0', '#84adcd', '#3f7aa6', '#27638f', '#123f61'];
  var state, MOST = 4;

  function readTiles(text) {
    var out = {};
    text.split('\n').slice(1).forEach(function (line) {
      var f = line.split(',');
      if (f.length >= 4) (out[f[0]] = out[f[0]] || []).push({ code: f[1], column: Number(f[2]), row: Number(f[3]) });
    });
    return out;
  }

  /* ---- words and numbers ---- */
  function vi() { return state.lang === 'vi'; }
  function say(name) { /* {0}, {1}, ... are the arguments */
    var args = arguments, text = words[state.lang][name] || name;
    return text.replace(/\{(\d)\}/g, function (_, k) { return args[Number(k) + 1]; });
  }
  function number(x, digits) {
    if (x == null || !isFinite(x)) return '–';
    var t = x.toFixed(digits == null ? 2 : digits);
    return vi() ? t.replace('.', ',') : t;
  }
  function signed(x, digits) { return x < 0 ? '−' + number(-x, digits) : (x > 0 ? '+' : '') + number(x, digits); }
  function percent(x) {
    if (!isFinite(x)) return '–';
    return x > 0 && x < 0.01 ? '<1%' : x < 1 && x > 0.99 ? '>99%' : Math.round(100 * x) + '%';
  }
  function cases(x) {
    if (!isFinite(x)) return '–';
    var n = x > 0 && x < 0.01 ? say('under_one') : x < 1 && x > 0.99 ? say('over_99') : String(Math.round(100 * x));
    return say('cases', n);
  }
  function named(o) { return vi() ? o.name_vi || o.name : o.name_en || o.name; }
  function groupName(g) { return words[state.lang]['group_' + g] || g; }

  function element(tag, attributes, text) {
    var e = document.createElement(tag);
    for (var a in attributes || {}) if (attributes[a] != null) e.setAttribute(a, attributes[a]);
    if (text != null) e.textContent = text;
    return e;
  }
  function drawing(tag, attributes, text) {
    var e = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (var a in attributes || {}) e.setAttribute(a, attributes[a]);
    if (text != null) e.textContent = text;
    return e;
  }
  function at(id) { return document.getElementById(id); }
  function clear(id) { var e = at(id); e.textContent = ''; return e; }

  /* ---- what is chosen ---- */
  function setOf(name) { return result.sets.filter(function (s) { return String(s.units.length) === name; })[0]; }
  function chosenSet() { return setOf(state.set) || result.sets[0]; }
  function unitRow(code) { return chosenSet().units.map(function (u) { return u.code; }).indexOf(code); }
  function chosenIndex() {
    var s = chosenSet();
    return s.indices.filter(function (x) { return x.index === state.index; })[0] || s.indices[0];
  }
  function chosenOutlook() {
    var x = chosenIndex();
    return x.outlooks.filter(function (o) { return o.year === state.year; })[0] || x.outlooks[0];
  }
  function curveOf(code, outlook) {
    var o = outlook || chosenOutlook(), raw = o.curves.filter(function (c) { return c.unit === code; })[0];
    return raw ? model.readCurve(o, raw, points) : null;
  }
  function ranksOf(code) {
    var row = unitRow(code);
    return function (year) {
      var y = chosenIndex().years.filter(function (h) { return h.year === year; })[0];
      return y && row >= 0 ? y.rank[row] : null;
    };
  }
  function goal() { return { kind: state.kind, value: state.value, base: state.base }; }
  /* Where past forecasts of such goals did not agree with what came, nobody gets a number: not here, not in a brief. */
  function isUnsaid() {
    return model.isUncalibrated(records, chosenIndex().index, goal(), chosenOutlook().year - chosenIndex().origin);
  }
  function chanceAt(code, x) {
    var c = curveOf(code);
    return c && !isUnsaid() ? model.chanceOf(c, goal(), x, ranksOf(code)) : NaN;
  }
  function newest(code) { /* the unit's last row of history with a score or a rank, at the index's newest year */
    var x = chosenIndex(), row = unitRow(code), h = x.years[x.years.length - 1];
    return h && row >= 0 ? { year: h.year, score: h.score[row], rank: h.rank[row], of: h.ranked } : null;
  }
  function addedPoints() {
    var x = chosenIndex(), sum = state.added._ || 0;
    x.components.forEach(function (c) { sum += (state.added[c.code] || 0) * c.weight; });
    return sum;
  }
  function goalWords() {
    var g = goal(), base = say('vs', g.base || chosenIndex().origin);
    if (g.kind === 'top') return say('goal_top', g.value);
    if (g.kind === 'up') return say('goal_up', g.value) + base;
    if (g.kind === 'keep') return say('goal_keep') + base;
    if (g.kind === 'score') return say('goal_score', number(g.value, 2));
    if (g.kind === 'gain') return say('goal_gain', number(g.value, 2));
    return say('goal_group', groupName(g.value));
  }

  /* ---- the link ---- */
  function writeHash() {
    var added = Object.keys(state.added).filter(function (k) { return state.added[k] > 0; })
      .map(function (k) { return k + ':' + state.added[k]; }).join(';');
    var parts = { s: state.set, u: state.unit, x: state.index, y: state.year, k: state.kind, v: state.value, b: state.base || '',
      a: added, c: state.compare.join('.'), m: state.shade, l: state.lang };
    var text = Object.keys(parts).filter(function (k) { return parts[k] !== ''; })
      .map(function (k) { return k + '=' + encodeURIComponent(parts[k]); }).join('&');
    history.replaceState(null, '', '#' + text);
  }
  function readHash() {
    var h = {};
    location.hash.slice(1).split('&').forEach(function (p) {
      var k = p.indexOf('=');
      try { if (k > 0) h[p.slice(0, k)] = decodeURIComponent(p.slice(k + 1)); } catch (e) { /* a torn link: that part is left out */ }
    });
    if (h.l === 'vi' || h.l === 'en') state.lang = h.l;
    if (h.s && setOf(h.s)) state.set = h.s;
    if (h.x && chosenSet().indices.some(function (x) { return x.index === h.x; })) state.index = h.x;
    if (Number(h.y)) state.year = Number(h.y);
    if (h.u && unitRow(h.u) >= 0) state.unit = h.u;
    if (['top', 'up', 'keep', 'score', 'gain', 'group'].indexOf(h.k) >= 0) {
      state.kind = h.k;
      state.value = h.k === 'group' ? String(h.v || '') : Number(h.v) || 0;
      state.base = Number(h.b) || 0;
    }
    (h.a || '').split(';').forEach(function (p) {
      var k = p.indexOf(':'), x = Number(p.slice(k + 1));
      if (k > 0 && x > 0) state.added[p.slice(0, k)] = x;
    });
    state.compare = (h.c || '').split('.').filter(function (c) { return c && unitRow(c) >= 0; }).slice(0, MOST - 1);
    if (h.m === 'rank' || h.m === 'change' || h.m === 'chance') state.shade = h.m;
  }

  /* ---- the map ---- */
  function shadeValue(code) { /* share: 0 pale, 1 dark; text on the tile */
    var x = chosenIndex(), row = unitRow(code), n = x.years.length, last = x.years[n - 1], before = x.years[n - 2];
    var units = chosenSet().units.length;
    if (state.shade === 'rank') {
      var rank = last ? last.rank[row] : null;
      return rank ? { share: 1 - (rank - 1) / Math.max(1, units - 1), text: String(rank) } : null;
    }
    if (state.shade === 'change') {
      var a = last && last.rank[row], b = before && before.rank[row];
      return a && b ? { share: 0.5 + (b - a) / units, text: signed(b - a, 0) } : null;
    }
    var p = chanceAt(code, 0);
    return isFinite(p) ? { share: p, text: percent(p) } : null;
  }
  function shortName(name) {
    if (name.length <= 8) return name;
    var w = name.split(/[ -]+/);
    return w.length > 1 ? w.slice(0, -1).map(function (p) { return p.charAt(0); }).join('') + '.' + w[w.length - 1].slice(0, 6) : name.slice(0, 7) + '…';
  }
  function drawMap() {
    var box = clear('map'), own = tiles[state.set] || [], rows = 0, coast = 0;
    own.forEach(function (t) { rows = Math.max(rows, t.row); if (t.code === '48') coast = t.row; });
    if (!own.length) { box.hidden = true; return; }
    var from = own.reduce(function (least, t) { return Math.min(least, t.column); }, 99), left = 8 + 46 * from - 4;
    var svg = drawing('svg', { viewBox: left + ' 0 ' + (456 - left) + ' ' + (72 + 39 * rows), role: 'group', 'aria-label': say('map') });
    own.forEach(function (t) {
      var row = unitRow(t.code), v = row >= 0 ? shadeValue(t.code) : null;
      if (row < 0) return;
      var x = 8 + 46 * (t.column + 0.5 + (t.row % 2 ? 0.5 : 0)), y = 39 + 39 * t.row, name = named(chosenSet().units[row]);
      var share = v ? Math.max(0, Math.min(0.999, v.share)) : NaN, is = t.code === state.unit;
      var g = drawing('g', { tabindex: '0', role: 'button', 'data-unit': t.code, 'aria-pressed': String(is),
        'aria-label': name + ': ' + (v ? v.text : say('unknown')) });
      g.appendChild(drawing('path', { d: 'M' + x + ' ' + (y - 25) + 'l22 12.5v25l-22 12.5l-22 -12.5v-25z', fill: isNaN(share) ? '#eceff2' : SHADES[Math.floor(share * 7)],
        stroke: is ? '#b5480f' : '#ffffff', 'stroke-width': is ? 3 : 1 }));
      var ink = Math.floor(share * 7) >= 4 ? '#ffffff' : '#1c2430'; /* AA contrast on every shade */
      g.appendChild(drawing('text', { x: x, y: y - 2, 'text-anchor': 'middle', 'font-size': shortName(name).length > 7 ? 8.5 : 9.7, fill: ink }, shortName(name)));
      g.appendChild(drawing('text', { x: x, y: y + 11, 'text-anchor': 'middle', 'font-size': 11.5, fill: ink }, v ? v.text : '–'));
      g.appendChild(drawing('title', {}, name + ': ' + (v ? v.text : say('unknown'))));
      g.addEventListener('click', function () { choose({ unit: t.code }); });
      g.addEventListener('keydown', function (e) {
        if (e.key !== 'Enter' && e.key !== ' ') return;
        e.preventDefault();
        choose({ unit: t.code });
        var again = document.querySelector('#map [data-unit="' + t.code + '"]');
        if (again) again.focus();
      });
      svg.appendChild(g);
    });
    [[say('hoang_sa'), 39 + 39 * coast], [say('truong_sa'), 39 + 39 * (rows - 4)]].forEach(function (island) {
      for (var k = 0; k < 5; k++) svg.appendChild(drawing('circle', { cx: 396 + 9 * k, cy: island[1] + (k % 2 ? 6 : 0), r: 2, fill: '#5b6775' }));
      svg.appendChild(drawing('text', { x: 414, y: island[1] + 24, 'text-anchor': 'middle', 'font-size': 10, fill: '#5b6775' }, island[0]));
    });
    box.appendChild(svg);
    box.appendChild(element('p', { 'class': 'muted' }, say('map_' + state.shade)));
  }

  /* ---- the answer ---- */
  function verdict(p) {
    return say(p >= 0.8 ? 'likely' : p >= 0.6 ? 'rather' : p >= 0.4 ? 'even' : p >= 0.2 ? 'hard' : 'very_hard', chosenIndex().index);
  }
  function paragraph(box, text, name) { if (text) box.appendChild(element('p', { 'class': name || null }, text)); }
  function standsNow(code) {
    var h = newest(code);
    if (!h || (h.rank == null && h.score == null)) return say('now_unknown', chosenIndex().origin) + lastKnown(code);
    var rank = h.rank ? say('rank', h.rank) + (h.of >= h.rank ? '/' + h.of : '') : '', score = h.score != null ? say('points', number(h.score)) : '';
    return say('now', h.year, [rank, score].filter(Boolean).join(', '));
  }
  /* ' Last known (2022): place 25.' where the newest year has nothing. */
  function lastKnown(code) {
    var row = unitRow(code), last = null;
    chosenIndex().years.forEach(function (h) { if (h.rank[row] || h.score[row] != null) last = h; });
    return last ? ' ' + say('last_known', last.year, last.rank[row] ? say('rank', last.rank[row]) : say('points', number(last.score[row]))) : '';
  }
  function headline(c, p) {
    var place = model.targetPlace(c, goal(), ranksOf(state.unit)), score = model.targetScore(c, goal());
    var middle = model.placeQuantile(c, 0.5, 0);
    if (isFinite(score)) return say('takes_points', verdict(p), number(score), number(c.score[(c.score.length - 1) / 2]));
    if (place) return say('takes_place', verdict(p), place, middle);
    return say('ends_near', verdict(p), middle);
  }
  function lacking(c) {
    var half = model.pointsFor(c, goal(), 0.5, ranksOf(state.unit)), most = model.pointsFor(c, goal(), 0.8, ranksOf(state.unit));
    if (half === 0 && most === 0) return '';
    if (half === 0) return isFinite(most) ? say('lacks_80', number(most)) : '';
    return isFinite(half) ? say('lacks', number(half), isFinite(most) ? number(most) : say('more')) : say('lacks_never');
  }
  function drawAnswer() {
    var box = clear('answer'), c = curveOf(state.unit), o = chosenOutlook(), x = chosenIndex();
    var unit = chosenSet().units[unitRow(state.unit)];
    box.appendChild(element('h2', {}, say('answer_head', named(unit), x.index, goalWords(), o.year)));
    paragraph(box, named(x), 'muted');
    if (!c) return paragraph(box, vi() ? o.reason_vi || say('no_curve') : o.reason || say('no_curve'), 'warning');
    var why = model.refusal(c, goal(), ranksOf(state.unit));
    if (why) return paragraph(box, say(why, state.base || chosenIndex().origin), 'warning');
    var p = chanceAt(state.unit, 0), line = element('p', { 'class': 'chance' });
    if (isUnsaid()) {
      paragraph(box, say('uncalibrated'), 'warning');
      paragraph(box, standsNow(state.unit));
      return paragraph(box, say('range', model.placeQuantile(c, 0.05, 0), model.placeQuantile(c, 0.95, 0)));
    }
    line.appendChild(element('b', { id: 'chance' }, percent(p)));
    line.appendChild(element('span', {}, ' (' + cases(p) + ')'));
    box.appendChild(line);
    var meter = element('div', { 'class': 'meter', 'aria-hidden': 'true' }), fill = element('i');
    fill.style.width = (100 * p).toFixed(1) + '%';
    meter.appendChild(fill);
    box.appendChild(meter);
    paragraph(box, headline(c, p), 'headline');
    paragraph(box, standsNow(state.unit));
    paragraph(box, say('range', model.placeQuantile(c, 0.05, 0), model.placeQuantile(c, 0.95, 0)));
    paragraph(box, lacking(c));
    var noise = model.noiseOf(c, goal(), ranksOf(state.unit));
    if (isFinite(noise)) paragraph(box, say(Math.abs(noise - p) < 0.05 ? 'noise_nearly' : 'noise', cases(noise)));
    var r = model.recordOf(records, x.index, goal(), o.year - x.origin, p);
    paragraph(box, r ? say('record', r.n, Math.round(100 * r.from), Math.round(100 * r.to), Math.round(100 * r.share_met), r.since, r.until) : say('no_record'), 'muted');
  }

  /* ---- tables and charts ---- */
  function table(heads, rows) { /* heads: [text, isNumber]; a cell may be a text; rows[i].own marks */
    var t = element('table'), head = element('tr'), body = element('tbody'), th = element('thead');
    heads.forEach(function (h) { head.appendChild(element('th', { scope: 'col', 'class': h[1] ? 'n' : null }, h[0])); });
    th.appendChild(head);
    t.appendChild(th);
    rows.forEach(function (r) {
      var tr = element('tr', { 'class': r.own ? 'own' : null });
      r.cells.forEach(function (cell, k) {
        var td = element('td', { 'class': heads[k][1] ? 'n' : null, 'data-head': heads[k][0] });
        td.appendChild(element('span', {}, cell));
        tr.appendChild(td);
      });
      body.appendChild(tr);
    });
    t.appendChild(body);
    return t;
  }
  function quantile(list, p) {
    var v = list.filter(function (x) { return x != null; }).sort(function (a, b) { return a - b; });
    if (!v.length) return NaN;
    var k = p * (v.length - 1), low = Math.floor(k);
    return v[low] + (v[Math.min(low + 1, v.length - 1)] - v[low]) * (k - low);
  }
  function drawStanding() {
    var box = clear('standing'), x = chosenIndex(), row = unitRow(state.unit);
    var known = x.components.filter(function (c) { return c.score[row] != null || c.rank[row] != null; });
    if (!known.length) return paragraph(box, say(x.components.length ? 'no_parts_unit' : 'no_parts'), 'muted');
    box.appendChild(table([[say('component')], [say('score'), 1], [say('rank_head'), 1], [say('median'), 1], [say('best_quarter'), 1], [say('change'), 1]],
      known.map(function (c) {
        var s = c.score[row], few = c.score.filter(function (v) { return v != null; }).length < 8, up = x.direction >= 0 ? 0.75 : 0.25;
        return { cells: [named(c), number(s), c.rank[row] ? String(c.rank[row]) : '–', few || s == null ? '–' : signed(s - quantile(c.score, 0.5), 2),
          few || s == null ? '–' : signed(s - quantile(c.score, up), 2), s != null && c.score_before[row] != null ? signed(s - c.score_before[row], 2) : '–'] };
      })));
    paragraph(box, say('standing_note', x.origin), 'muted');
  }
  function neighbourRows(codes) {
    return codes.map(function (code) {
      var h = newest(code), c = curveOf(code), unit = chosenSet().units[unitRow(code)];
      return { own: code === state.unit, cells: [named(unit), h && h.rank ? String(h.rank) : '–', h ? number(h.score) : '–',
        c ? percent(chanceAt(code, 0)) : '–', c ? number(model.expectedPlace(c, 0), 1) : '–'] };
    });
  }
  function drawNeighbours() {
    var box = clear('neighbours'), heads = [[say('province')], [say('rank_head'), 1], [say('score'), 1], [say('chance'), 1], [say('expected'), 1]];
    var unit = chosenSet().units[unitRow(state.unit)], own = curveOf(state.unit);
    box.appendChild(element('h3', {}, say('borders')));
    box.appendChild(table(heads, neighbourRows([state.unit].concat(unit.borders))));
    if (!own) return;
    var order = chosenSet().units.map(function (u) { var c = curveOf(u.code); return { code: u.code, place: c ? model.expectedPlace(c, 0) : NaN }; })
      .filter(function (u) { return isFinite(u.place); }).sort(function (a, b) { return a.place - b.place; });
    var me = order.map(function (u) { return u.code; }).indexOf(state.unit), from = Math.max(0, Math.min(me - 3, order.length - 7));
    box.appendChild(element('h3', {}, say('rivals', chosenOutlook().year)));
    box.appendChild(table(heads, neighbourRows(order.slice(from, from + 7).map(function (u) { return u.code; }))));
  }

  var INKS = ['#1f5f8b', '#b5480f', '#3d7a3d', '#7a4b94'];
  function drawTrend() {
    var box = clear('trend'), x = chosenIndex(), codes = [state.unit].concat(state.compare), units = chosenSet().units.length;
    var first = x.years[0].year, last = chosenOutlook().year, wide = 620, high = 250, left = 34, right = 90;
    var ranked = codes.some(function (code) { return x.years.filter(function (h) { return h.rank[unitRow(code)]; }).length > 1; });
    var of = ranked ? 'rank' : 'score', low = Infinity, top = -Infinity;
    codes.forEach(function (code) { x.years.forEach(function (h) { var v = h[of][unitRow(code)]; if (v != null) { low = Math.min(low, v); top = Math.max(top, v); } }); });
    if (!isFinite(low)) return paragraph(box, say('no_trend'), 'muted');
    if (ranked) { low = 1; top = units; }
    if (top === low) { top += 1; low -= 1; }
    function px(year) { return left + (wide - left - right) * (year - first) / Math.max(1, last - first); }
    function py(v) { var s = (v - low) / (top - low); return ranked ? 14 + (high - 40) * s : 14 + (high - 40) * (1 - s); }
    var svg = drawing('svg', { viewBox: '0 0 ' + wide + ' ' + high, role: 'img', 'aria-label': say('trend_' + of) });
    [0, 0.25, 0.5, 0.75, 1].forEach(function (s) {
      var v = low + s * (top - low);
      svg.appendChild(drawing('line', { x1: left, x2: wide - right, y1: py(v), y2: py(v), stroke: '#d8dee6' }));
      svg.appendChild(drawing('text', { x: left - 5, y: py(v) + 4, 'text-anchor': 'end', 'font-size': 11, fill: '#5b6775' }, number(v, ranked || top - low > 8 ? 0 : 1)));
    });
    x.years.forEach(function (h, k) {
      if (h['break']) svg.appendChild(drawing('line', { x1: px(h.year - 0.5), x2: px(h.year - 0.5), y1: 8, y2: high - 26, stroke: '#8a97a6', 'stroke-dasharray': '3 3' }));
      if ((x.years.length - 1 - k) % Math.ceil(x.years.length / 9) === 0) svg.appendChild(drawing('text', { x: px(h.year), y: high - 8, 'text-anchor': 'middle', 'font-size': 11, fill: '#5b6775' }, h.year));
    });
    codes.forEach(function (code, n) {
      var row = unitRow(code), path = '', run = false, end = null;
      x.years.forEach(function (h) {
        var v = h[of][row];
        if (v == null) { run = false; return; }
        path += (run ? 'L' : 'M') + px(h.year).toFixed(1) + ' ' + py(v).toFixed(1);
        run = true;
        end = [px(h.year), py(v)];
        svg.appendChild(drawing('circle', { cx: px(h.year), cy: py(v), r: 3, fill: INKS[n] }));
      });
      svg.appendChild(drawing('path', { d: path, fill: 'none', stroke: INKS[n], 'stroke-width': 2, 'stroke-dasharray': ['', '7 3', '2 3', '9 3 2 3'][n] }));
      var c = curveOf(code);
      if (c && ranked) {
        var q = [0.05, 0.5, 0.95].map(function (p) { return py(model.placeQuantile(c, p, 0)); }), at = px(last) + 3 * n;
        svg.appendChild(drawing('line', { x1: at, x2: at, y1: q[0], y2: q[2], stroke: INKS[n], 'stroke-width': 4, opacity: 0.45 }));
        svg.appendChild(drawing('circle', { cx: at, cy: q[1], r: 4, fill: '#fff', stroke: INKS[n], 'stroke-width': 2 }));
        end = [at, q[1]];
      }
      if (end) svg.appendChild(drawing('text', { x: wide - right + 14, y: 20 + 16 * n, 'font-size': 11, fill: INKS[n], 'font-weight': 600 }, named(chosenSet().units[row]).slice(0, 14)));
    });
    box.appendChild(svg);
    paragraph(box, say('trend_note_' + of, last), 'muted');
    var details = element('details');
    details.appendChild(element('summary', {}, say('figures')));
    details.appendChild(table([[say('year'), 1]].concat(codes.reduce(function (heads, code) {
      var name = named(chosenSet().units[unitRow(code)]);
      return heads.concat([[name + ', ' + say('rank_head'), 1], [name + ', ' + say('score'), 1]]);
    }, [])), x.years.map(function (h) {
      return { cells: [String(h.year)].concat(codes.reduce(function (cells, code) {
        var row = unitRow(code);
        return cells.concat([h.rank[row] ? String(h.rank[row]) : '–', number(h.score[row])]);
      }, [])) };
    })));
    box.appendChild(details);
  }

  /* ---- what if ---- */
  function drawWhatIf() {
    var box = clear('whatif'), x = chosenIndex(), row = unitRow(state.unit), c = curveOf(state.unit);
    if (!c || isUnsaid() || model.refusal(c, goal(), ranksOf(state.unit))) return paragraph(box, say('no_whatif'), 'muted');
    var answer = element('p', { 'class': 'answer', 'aria-live': 'polite' }), sliders = [], end = c.step * (c.points - 1);
    function show() {
      var add = addedPoints(), p = chanceAt(state.unit, add);
      answer.textContent = '';
      answer.appendChild(document.createTextNode(say('chance') + ': '));
      answer.appendChild(element('b', { id: 'wi-chance' }, percent(p)));
      answer.appendChild(document.createTextNode(' ' + say('whatif_rest', percent(chanceAt(state.unit, 0)), number(add), number(model.expectedPlace(c, add), 1))));
    }
    function slider(code, name, most) {
      var label = element('label', { 'class': 'row' }, name), out = element('output');
      var input = element('input', { type: 'range', min: '0', max: String(most), step: String(most / 200), value: String(Math.min(most, state.added[code] || 0)), 'data-code': code });
      function tell() { out.textContent = '+' + number(Number(input.value), 2); }
      input.addEventListener('input', function () {
        state.added[code] = Number(Number(input.value).toFixed(3));
        input.setAttribute('value', input.value); /* on paper only what was moved is shown */
        tell();
        show();
        writeHash();
      });
      tell();
      label.appendChild(input);
      label.appendChild(out);
      box.appendChild(label);
      sliders.push(input);
    }
    x.components.forEach(function (part) {
      var own = part.score[row], most = part.highest != null && own != null ? part.highest - own : 0;
      if (most > 0.004) slider(part.code, named(part), most);
    });
    var whole = sliders.length === 0;
    if (whole) slider('_', say('whatif_total'), end);
    box.insertBefore(element('p', {}, say(whole ? 'whatif_lead_total' : 'whatif_lead')), box.firstChild);
    var reset = element('button', { type: 'button' }, say('reset'));
    reset.addEventListener('click', function () { state.added = {}; drawWhatIf(); writeHash(); });
    box.appendChild(reset);
    box.appendChild(answer);
    paragraph(box, say(whole ? 'whatif_note_total' : 'whatif_note'), 'muted');
    show();
  }

  /* ---- side by side ---- */
  function drawCompare() {
    var box = clear('compare'), x = chosenIndex(), codes = [state.unit].concat(state.compare), pick = element('p', { 'class': 'controls' });
    var label = element('label', {}, say('compare_add') + ' '), select = element('select', { id: 'compare-add' });
    select.appendChild(element('option', { value: '' }, '—'));
    chosenSet().units.forEach(function (u) { if (codes.indexOf(u.code) < 0) select.appendChild(element('option', { value: u.code }, named(u))); });
    select.disabled = codes.length >= MOST;
    select.addEventListener('change', function () { if (select.value) { choose({ compare: state.compare.concat([select.value]) }); at('compare-add').focus(); } });
    label.appendChild(select);
    pick.appendChild(label);
    state.compare.forEach(function (code) {
      var b = element('button', { type: 'button' }, '× ' + named(chosenSet().units[unitRow(code)]));
      b.setAttribute('aria-label', say('compare_remove', named(chosenSet().units[unitRow(code)])));
      b.addEventListener('click', function () { choose({ compare: state.compare.filter(function (c) { return c !== code; }) }); });
      pick.appendChild(b);
    });
    box.appendChild(pick);
    if (codes.length < 2) return;
    function row(name, tell) { return { cells: [name].concat(codes.map(function (code) { return tell(code, curveOf(code), unitRow(code)); })) }; }
    var rows = [row(say('now_head', x.origin), function (code) { var h = newest(code); return h && h.rank ? String(h.rank) : '–'; }),
      row(say('score'), function (code) { var h = newest(code); return h ? number(h.score) : '–'; }),
      row(say('chance'), function (code, c) { return c ? percent(chanceAt(code, 0)) : '–'; }),
      row(say('noise_head'), function (code, c) { return c && !isUnsaid() ? percent(model.noiseOf(c, goal(), ranksOf(code))) : '–'; }),
      row(say('expected'), function (code, c) { return c ? number(model.expectedPlace(c, 0), 1) : '–'; }),
      row(say('range_head'), function (code, c) { return c ? model.placeQuantile(c, 0.05, 0) + '–' + model.placeQuantile(c, 0.95, 0) : '–'; }),
      row(say('lacks_head'), function (code, c) { return c ? number(model.pointsFor(c, goal(), 0.5, ranksOf(code))) : '–'; })];
    x.components.forEach(function (part) {
      if (codes.some(function (code) { return part.score[unitRow(code)] != null; }))
        rows.push(row(named(part), function (code, c, k) { return number(part.score[k]) + (part.rank[k] ? ' (' + say('rank', part.rank[k]) + ')' : ''); }));
    });
    box.appendChild(table([['']].concat(codes.map(function (code) { return [named(chosenSet().units[unitRow(code)]), 1]; })), rows));
  }

  /* ---- choosing ---- */
  function fill(select, options, value) {
    select.textContent = '';
    options.forEach(function (o) { select.appendChild(element('option', { value: o[0] }, o[1])); });
    select.value = String(value);
  }
  function drawControls() {
    var s = chosenSet(), x = chosenIndex(), o = chosenOutlook();
    fill(at('set'), result.sets.map(function (v) { return [v.units.length, say(v.merged ? 'set_now' : 'set_before', v.units.length)]; }), s.units.length);
    at('set').parentNode.hidden = result.sets.length < 2;
    fill(at('unit'), s.units.slice().sort(function (a, b) { return named(a).localeCompare(named(b), state.lang); })
      .map(function (u) { return [u.code, named(u)]; }), state.unit);
    fill(at('index'), s.indices.map(function (v) { return [v.index, v.index + ' – ' + named(v)]; }), x.index);
    fill(at('year'), x.outlooks.map(function (v) { return [v.year, String(v.year)]; }), o.year);
    var kinds = ['top', 'up', 'keep', 'score', 'gain'].concat(o.groups.length ? ['group'] : []);
    fill(at('kind'), kinds.map(function (k) { return [k, say('kind_' + k)]; }), state.kind);
    fill(at('group'), o.groups.map(function (g) { return [g, groupName(g)]; }), state.kind === 'group' ? state.value : o.groups[0] || '');
    at('group').parentNode.hidden = state.kind !== 'group';
    at('value').parentNode.hidden = state.kind === 'group' || state.kind === 'keep';
    var c = curveOf(state.unit), value = at('value'), range = rangeOf(c, s);
    value.min = range[0]; value.max = range[1]; value.step = range[2]; value.value = state.value;
    at('value-out').textContent = state.kind === 'group' || state.kind === 'keep' ? '' : number(Number(state.value), range[2] < 1 ? 2 : 0);
    fill(at('base'), [[0, say('base_newest', x.origin)]].concat(x.years.filter(function (h) { return h.year < x.origin; })
      .map(function (h) { return [h.year, String(h.year)]; }).reverse()), state.base || 0);
    at('base').parentNode.hidden = state.kind !== 'up' && state.kind !== 'keep';
    fill(at('shade'), ['chance', 'rank', 'change'].map(function (k) { return [k, say('shade_' + k)]; }), state.shade);
    at('words').value = goalWords();
  }
  function rangeOf(c, s) {
    if (state.kind === 'top') return [1, s.units.length, 1];
    if (state.kind === 'up') return [1, 20, 1];
    if (!c || !c.score) return [0, 100, 0.5];
    var q = c.score, low = q[0], high = q[q.length - 1];
    return state.kind === 'score' ? [Math.floor(low), Math.ceil(high), 0.05] : [0, Math.max(1, Math.ceil(high - low)), 0.05];
  }
  function standardValue(kind) {
    var c = curveOf(state.unit);
    if (kind === 'top') return 10;
    if (kind === 'up') return 5;
    if (kind === 'gain') return 1;
    if (kind === 'group') return chosenOutlook().groups[0];
    return kind === 'score' && c && c.score ? Number(c.score[(c.score.length - 1) / 2].toFixed(2)) : 0;
  }

  /* Takes a change of the choice, makes it whole, and draws what it touches: everything. */
  function choose(change) {
    for (var k in change) state[k] = change[k];
    if (unitRow(state.unit) < 0) state.unit = chosenSet().units[0].code;
    if (change.set || change.index || change.unit) state.added = change.added || {};
    state.index = chosenIndex().index;
    state.year = chosenOutlook().year;
    state.compare = state.compare.filter(function (code) { return unitRow(code) >= 0 && code !== state.unit; });
    if (state.base === chosenIndex().origin) state.base = 0; /* the newest results are meant anyway */
    if (state.kind === 'group' && chosenOutlook().groups.indexOf(state.value) < 0) {
      state.kind = 'top';
      state.value = 10;
    }
    draw();
  }
  function labels() {
    document.documentElement.lang = state.lang;
    document.title = say('title');
    [].forEach.call(document.querySelectorAll('[data-word]'), function (e) { e.textContent = say(e.getAttribute('data-word')); });
    at('lead').textContent = say('lead', chosenSet().newest, (vi() ? '{0}.{1}' : '{0},{1}').replace('{0}', Math.floor(result.draws / 1000)).replace('{1}', ('00' + result.draws % 1000).slice(-3)));
    at('words').setAttribute('placeholder', say('words_example'));
    at('lang').textContent = say('other_language');
    at('lang').lang = vi() ? 'en' : 'vi';
    var notes = clear('notes');
    all.atlas.warnings.forEach(function (w) { notes.appendChild(element('li', {}, vi() ? w.text_vi : w.text)); });
  }
  function draw() {
    labels();
    drawControls();
    drawMap();
    drawAnswer();
    drawStanding();
    drawWhatIf();
    drawTrend();
    drawNeighbours();
    drawCompare();
    writeHash();
  }
  function readWords() {
    var g = model.parseGoal(at('words').value), note = at('words-note');
    note.textContent = g ? '' : say('words_unknown');
    if (g) choose({ kind: g.kind, value: g.value, base: g.base, year: g.year || state.year });
  }

  function start() {
    state = { lang: all.lang, set: String(result.sets[0].units.length), unit: result.sets[0].units[0].code, index: result.sets[0].indices[0].index,
      year: 0, kind: 'top', value: 10, base: 0, added: {}, compare: [], shade: 'chance' };
    readHash();
    at('set').addEventListener('change', function () { choose({ set: at('set').value }); });
    at('unit').addEventListener('change', function () { choose({ unit: at('unit').value }); });
    at('index').addEventListener('change', function () { choose({ index: at('index').value, base: 0, value: state.kind === 'score' ? 0 : state.value }); if (state.kind === 'score') choose({ value: standardValue('score') }); });
    at('year').addEventListener('change', function () { choose({ year: Number(at('year').value) }); });
    at('kind').addEventListener('change', function () { choose({ kind: at('kind').value, value: standardValue(at('kind').value), base: 0 }); });
    at('value').addEventListener('input', function () { choose({ value: Number(at('value').value) }); });
    at('group').addEventListener('change', function () { choose({ value: at('group').value }); });
    at('base').addEventListener('change', function () { choose({ base: Number(at('base').value) }); });
    at('shade').addEventListener('change', function () { choose({ shade: at('shade').value }); });
    at('words').addEventListener('change', readWords);
    at('lang').addEventListener('click', function () { choose({ lang: vi() ? 'en' : 'vi' }); });
    at('print').addEventListener('click', function () { window.print(); });
    at('form').addEventListener('submit', function (e) { e.preventDefault(); readWords(); });
    window.addEventListener('hashchange', function () { readHash(); choose({}); });
    choose({ added: state.added });
  }
  start();
})();
