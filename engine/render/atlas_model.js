/* What the curves of an atlas say about a goal: reading, interpolating, inverting; nothing is modelled here. No page is needed:
 * tests call it from node. A goal is { kind: 'top'|'up'|'keep'|'score'|'gain'|'group', value, base } (base: a year, 0 the newest). */
(function (root) {
  'use strict';

  var LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', CODE = {};
  for (var i = 0; i < 64; i++) CODE[LETTERS.charAt(i)] = i;

  /* Numbers of 12 bits, two letters each, from low in steps. */
  function decode(text, low, step) {
    var n = text.length / 2, out = new Float64Array(n);
    for (var k = 0; k < n; k++) out[k] = low + step * (64 * CODE[text.charAt(2 * k)] + CODE[text.charAt(2 * k + 1)]);
    return out;
  }
  function shares(text) { return text == null ? null : decode(text, 0, 1 / 4095); }
  function scores(q) { return q == null ? null : decode(q.data, q.low, q.step); }

  /* A curve ready to be asked; made once and kept beside what it was made of. */
  function readCurve(outlook, raw, points) {
    if (raw.ready) return raw.ready;
    raw.ready = { points: points, step: raw.step, places: outlook.places, groups: outlook.groups, place: shares(raw.place),
      climb: shares(raw.climb), group: shares(raw.group), score: scores(raw.score), ranked: raw.ranked, base_rank: raw.base_rank,
      base_score: raw.base_score, noise_place: shares(raw.noise_place), noise_climb: shares(raw.noise_climb),
      noise_group: shares(raw.noise_group), noise_score: scores(raw.noise_score) };
    return raw.ready;
  }

  /* Row r of a table of curves at so many points more; the last value holds beyond the end. */
  function rowAt(c, table, r, x) {
    var n = c.points, at = x / c.step, low = Math.floor(at), first = r * n;
    if (!(at > 0)) return table[first];
    if (low >= n - 1) return table[first + n - 1];
    return table[first + low] + (table[first + low + 1] - table[first + low]) * (at - low);
  }

  /* Share of the ranked years with at least this score, from quantiles at even steps. */
  function shareAbove(q, ranked, score) {
    var n = q.length;
    if (score <= q[0]) return ranked;
    if (score > q[n - 1]) return 0;
    var low = 0, high = n - 1;
    while (high - low > 1) {
      var mid = (low + high) >> 1;
      if (q[mid] < score) low = mid; else high = mid;
    }
    return ranked * (1 - (low + (score - q[low]) / ((q[high] - q[low]) || 1)) / (n - 1));
  }

  /* The rank from which a goal counts its climb: that of the year it names, else of the newest results; 0 = not known. */
  function baseRank(c, goal, ranks) {
    if (goal.base && ranks) return ranks(goal.base) || 0;
    return c.base_rank || 0;
  }

  /* The place that a goal asks for when it is certain; 0 = none. */
  function targetPlace(c, goal, ranks) {
    if (goal.kind === 'top') return goal.value;
    if (goal.kind !== 'up' && goal.kind !== 'keep') return 0;
    var base = baseRank(c, goal, ranks);
    return base ? Math.max(1, base - (goal.kind === 'up' ? goal.value : 0)) : 0;
  }

  function targetScore(c, goal) {
    if (goal.kind === 'score') return goal.value;
    return goal.kind === 'gain' && c.base_score != null ? c.base_score + goal.value : NaN;
  }

  /* Why a goal has no answer on a curve: the name of a sentence; '' = it has one. */
  function refusal(c, goal, ranks) {
    if (goal.kind === 'top' && !(goal.value >= 1 && goal.value <= c.places)) return 'no_place';
    if ((goal.kind === 'up' || goal.kind === 'keep') && !targetPlace(c, goal, ranks)) {
      if (goal.base) return 'no_base';
      if (!c.climb || goal.value * c.points >= c.climb.length) return 'no_climb';
    }
    if (goal.kind === 'gain' && isNaN(targetScore(c, goal))) return 'no_score';
    if (goal.kind === 'group' && !(c.group && c.groups.indexOf(goal.value) >= 0)) return 'no_group';
    return '';
  }

  /* P(goal | x points more); NaN where refusal() has a reason. ranks(year): the unit's published rank. */
  function chanceOf(c, goal, x, ranks) {
    if (refusal(c, goal, ranks)) return NaN;
    var place = targetPlace(c, goal, ranks);
    if (place) return rowAt(c, c.place, Math.min(place, c.places) - 1, x);
    if (goal.kind === 'up' || goal.kind === 'keep') return rowAt(c, c.climb, goal.kind === 'up' ? goal.value : 0, x);
    if (goal.kind === 'group') return rowAt(c, c.group, c.groups.indexOf(goal.value), x);
    return shareAbove(c.score, c.ranked, targetScore(c, goal) - x);
  }

  /* The same when nothing lasting changes and only the noise is drawn again. */
  function noiseOf(c, goal, ranks) {
    if (refusal(c, goal, ranks)) return NaN;
    var place = targetPlace(c, goal, ranks);
    if (place) return c.noise_place[Math.min(place, c.places) - 1];
    if (goal.kind === 'up' || goal.kind === 'keep') return c.noise_climb[goal.kind === 'up' ? goal.value : 0];
    if (goal.kind === 'group') return c.noise_group[c.groups.indexOf(goal.value)];
    return c.noise_score ? shareAbove(c.noise_score, c.ranked, targetScore(c, goal)) : NaN;
  }

  /* Least points that bring the chance to p; 0 when it is there, NaN when the curve ends before. */
  function pointsFor(c, goal, p, ranks) {
    var end = c.step * (c.points - 1), low = 0, high = end;
    if (isNaN(chanceOf(c, goal, 0, ranks))) return NaN;
    if (chanceOf(c, goal, 0, ranks) >= p) return 0;
    if (chanceOf(c, goal, end, ranks) < p) return NaN;
    for (var k = 0; k < 40; k++) {
      var mid = (low + high) / 2;
      if (chanceOf(c, goal, mid, ranks) >= p) high = mid; else low = mid;
    }
    return high;
  }

  function expectedPlace(c, x) {
    var sum = 1, ranked = rowAt(c, c.place, c.places - 1, x);
    if (!(ranked > 0)) return NaN;
    for (var k = 0; k + 1 < c.places; k++) sum += 1 - rowAt(c, c.place, k, x) / ranked;
    return sum;
  }

  /* The place that is reached in a share p of the years in which the unit is ranked. */
  function placeQuantile(c, p, x) {
    var ranked = rowAt(c, c.place, c.places - 1, x);
    for (var k = 0; k < c.places; k++) if (rowAt(c, c.place, k, x) >= p * ranked) return k + 1;
    return NaN;
  }

  /* The record beside a chance: same index, kind and distance, nearest number of places, the bin of the chance. null = none. */
  function recordOf(records, index, goal, horizon, chance, place) {
    var kind = goal.kind === 'top' ? 'top' : goal.kind === 'up' ? 'climb' : goal.kind === 'keep' ? 'keep' : '';
    var number = kind === 'keep' ? 0 : goal.value, best = null, nearest = Math.log(2) + 1e-9;
    records.forEach(function (r) {
      if (r.index !== index || r.kind !== kind || r.horizon !== horizon) return;
      if (chance < r.from || (chance >= r.to && r.to < 1)) return;
      var off = r.number > 0 && number > 0 ? Math.abs(Math.log(number / r.number)) : r.number === number ? 0 : Infinity;
      if (off < nearest) { nearest = off; best = r; }
    });
    return best;
  }

  /* Whether past forecasts of this kind of goal, whatever was said, did not agree with what came: then no number is given. */
  function isUncalibrated(records, index, goal, horizon) {
    return records.some(function (r) {
      return r.calibrated === false && recordOf(records, index, goal, horizon, (r.from + r.to) / 2) === r;
    });
  }

  /* ---- a goal in words ---- */
  function bare(text) {
    return text.toLowerCase().replace(/đ/g, 'd').normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[–—]/g, '-')
      .replace(/\s+/g, ' ').trim();
  }
  function numberOf(t) { return Number(t.replace(',', '.')); }

  var FILLER = '^(?:phan dau |dat |duoc |nam |trong |lot |vao |thuoc |dung |xep |ty le |cham |reach |be |in |the )*';
  var MORE = '(?: tro len| or more| or better| or higher)?$', NUMBER = '0*(\\d+(?:[.,]\\d+)?)', WHOLE = '0*(\\d+)';
  var ABOUT = '(?: (?:tinh|thanh pho|dia phuong|provinces?|cac|dung dau|dan dau|ca nuoc|toan quoc|cua|nationwide|,))*';
  var UP = new RegExp(FILLER + '(?:tang|len|nang|cai thien|climb|up|rise|\\+) ?(?:them |tu |it nhat |toi thieu |at least |by )*' + WHOLE +
    '(?: ?(?:-|den|\\.\\.) ?\\d+)? (?:bac|hang|vi tri|ranks?|places?)(?: xep hang| thu hang)?' + MORE);
  var GAIN = new RegExp(FILLER + '(?:tang|\\+|up) ?(?:them |tu |it nhat |toi thieu )*' + NUMBER + ' ?(?:%|diem phan tram|diem %|diem|points?)' + MORE);
  var KEEP = /^(?:giu vung|giu nguyen|giu|duy tri|khong giam|khong tut|keep|hold|hold or improve|stop decline)(?: thu hang| hang| bac| rank| the rank| vi tri)?$/;
  var GROUP = new RegExp(FILLER + '(?:nhom|group) (?:co diem |diem )?(cao nhat|trung binh cao|trung binh thap|thap nhat|high|mid-high|mid-low|low|[abcd])(?: tro len| or better)?$');
  var TOP = new RegExp(FILLER + '(?:top|hang|thu hang|xep hang|thu|vi tri|vi tri thu|hang thu|rank|place) ?(?:thu |<= ?)?' + WHOLE + '(?: ?\\/ ?\\d+)?' + ABOUT + MORE);
  var FIRST = new RegExp(FILLER + '(?:nhom|top) ' + WHOLE + ' (?:tinh|dia phuong|provinces)' + ABOUT + '$');
  var SCORE = new RegExp(FILLER + '(?:score |diem |diem so )?((?:>=|>|tu|tren|toi thieu|it nhat|at least)?) ?' + NUMBER + ' ?((?:%|diem|points)?)' + MORE);
  var NAMES = { 'cao nhat': 'high', 'trung binh cao': 'mid-high', 'trung binh thap': 'mid-low', 'thap nhat': 'low' };

  /* What a planner's words mean, or null: the whole text must be understood, nothing is guessed. { kind, value, base, year };
   * base, year 0 = not said. The engine understands more (tests/page/atlas.py holds both to the same readings). */
  function parseGoal(text) {
    var t = bare(text).replace(/[.;]$/, ''), base = 0, year = 0, m;
    t = t.replace(/ ?(?:so voi|vs\.?|than|compared (?:with|to))(?: nam)? ?((?:19|20)\d\d)/, function (_, y) { base = Number(y); return ''; });
    t = t.replace(/ ?(?:vao |trong |den )?(?:nam|in|by) ((?:19|20)\d\d)$/, function (_, y) { year = Number(y); return ''; }).trim();
    function give(kind, value) { return { kind: kind, value: value, base: base, year: year }; }
    if ((m = UP.exec(t))) return give('up', Number(m[1]));
    if ((m = GAIN.exec(t))) return base ? null : give('gain', numberOf(m[1]));
    if (KEEP.test(t)) return give('keep', 0);
    if ((m = GROUP.exec(t))) return give('group', NAMES[m[1]] || (m[1].length === 1 ? m[1].toUpperCase() : m[1]));
    if (base) return null;
    if ((m = FIRST.exec(t)) || (m = TOP.exec(t))) return give('top', Number(m[1]));
    if ((m = SCORE.exec(t)) && (m[1] || m[3])) return give('score', numberOf(m[2]));
    return null;
  }

  root.tangbacAtlas = { decode: decode, readCurve: readCurve, chanceOf: chanceOf, noiseOf: noiseOf, pointsFor: pointsFor,
    refusal: refusal, targetPlace: targetPlace, targetScore: targetScore, expectedPlace: expectedPlace, placeQuantile: placeQuantile,
    recordOf: recordOf, isUncalibrated: isUncalibrated, parseGoal: parseGoal };
})(typeof window === 'undefined' ? globalThis : window);
