#!/usr/bin/env python3
"""Charts of forecasts as SVG, from the JSON of the command; no arithmetic but drawing, no packages.

  fan:          forecast_charts.py fan --unit 12 rank-*.json forecast-*.json > fan.svg
  reliability:  forecast_charts.py reliability backtest.json > reliability.svg

For example (--no-merged: the 63 provinces of the past also for the years from 2025, else the fan would change from 63 places to 34):
  for y in $(seq 2011 2021); do tangbac rank build/panel.h5 --index PAPI --year $y -o /tmp/rank-$y.json; done
  for y in $(seq 2022 2026); do tangbac forecast build/panel.h5 --index PAPI --origin 2021 --year $y --no-merged -o /tmp/forecast-$y.json; done
  tangbac backtest build/panel.h5 --index PAPI --origins 2013:2022 -o /tmp/backtest.json
"""
import json
import sys

BLUE, PALE, PALER, INK, GREY = "#1f5c99", "#8fb4d9", "#cfe0f1", "#222222", "#888888"


def svg(width, height, parts):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            f'font-family="sans-serif" font-size="13" fill="{INK}">\n<rect width="{width}" height="{height}" fill="white"/>\n' + "\n".join(parts) + "\n</svg>\n")


def text(x, y, words, anchor="middle", size=13, colour=INK):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}">{words}</text>'


def line(x1, y1, x2, y2, colour=GREY, width=1, dash=""):
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" stroke-width="{width}"{dashes}/>'


def band(points, colour):
    upper = [f"{x:.1f},{low:.1f}" for x, low, high in points]
    lower = [f"{x:.1f},{high:.1f}" for x, low, high in reversed(points)]
    return f'<polygon points="{" ".join(upper + lower)}" fill="{colour}"/>'


def path(points, colour, width=2):
    return f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def unit_of(result, code):
    return next(u for u in result["units"] if u["code"] == code)


def fan(code, files):
    known, to_come, name, index, count = [], [], code, "", 1
    for file in files:
        with open(file, encoding="utf-8") as f:
            document = json.load(f)
        result, kind = document["result"], document["schema"].split("/")[1]
        unit = unit_of(result, code)
        name, index, count = unit["name"], result["index"], max(count, len(result["units"]))
        if kind == "rank" and unit["rank"] is not None:
            known.append((result["year"], unit["rank"]))
        if kind == "forecast" and unit["rank"] is not None:
            to_come.append((result["year"], unit["rank"]))
    known.sort()
    to_come.sort(key=lambda p: p[0])
    years = [y for y, _ in known] + [y for y, _ in to_come]
    left, right, top, bottom, first, last = 60, 700, 50, 390, min(years), max(years)
    x = lambda year: left + (right - left) * (year - first) / max(1, last - first)
    y = lambda rank: top + (bottom - top) * (rank - 1) / max(1, count - 1)
    out = [text((left + right) / 2, 26, f"{name}: thứ hạng {index}, khoảng dự báo 50% và 90%", size=16)]
    for rank in [1] + list(range(10, count + 1, 10)):
        out += [line(left, y(rank), right, y(rank), "#e5e5e5"), text(left - 10, y(rank) + 4, rank, "end")]
    out += [text(x(year), bottom + 22, year) for year in range(first, last + 1) if (year - first) % 2 == 0 or last - first < 9]
    start = [(known[-1][0], known[-1][1], known[-1][1])] if known else []
    for low, high, colour in (("q05", "q95", PALER), ("q25", "q75", PALE)):
        out.append(band([(x(t), y(a), y(b)) for t, a, b in start] + [(x(t), y(r[low]), y(r[high])) for t, r in to_come], colour))
    out.append(path([(x(t), y(r)) for t, r in known], INK))
    out += [f'<circle cx="{x(t):.1f}" cy="{y(r):.1f}" r="3.5" fill="{INK}"/>' for t, r in known]
    out.append(path([(x(t), y(a)) for t, a, _ in start] + [(x(t), y(r["q50"])) for t, r in to_come], BLUE))
    out.append(text((left + right) / 2, bottom + 46, "Hạng 1 ở trên cùng. Đường xanh: trung vị của các lần mô phỏng", size=12, colour=GREY))
    return svg(740, 450, out)


def reliability(file, model="default"):
    with open(file, encoding="utf-8") as f:
        result = json.load(f)["result"]
    rows = {c["model"]: c for c in result["calibration"]}
    row = rows.get(model) or next(iter(rows.values()))
    out, size = [text(410, 26, f"{result['index']}: khả năng đã dự báo và tần suất thực tế ({row['model']})", size=16)], 300
    for place, (event, words) in enumerate((("top10", "trong tốp 10"), ("up5", "tăng từ 5 bậc trở lên"))):
        left, bottom = 70 + place * 390, 380
        x, y = (lambda p, left=left: left + size * p), (lambda p, bottom=bottom: bottom - size * p)
        out += [line(x(0), y(0), x(1), y(0)), line(x(0), y(0), x(0), y(1)), line(x(0), y(0), x(1), y(1), GREY, 1, "5,4"), text(x(0.5), y(1) - 12, words)]
        for p in (0, 0.25, 0.5, 0.75, 1):
            out += [text(x(p), bottom + 18, f"{100 * p:.0f}%"), text(left - 8, y(p) + 4, f"{100 * p:.0f}%", "end")]
        for b in row[event]:
            half = 1.645 * (b["chance"] * (1 - b["chance"]) / b["n"]) ** 0.5
            out.append(line(x(b["chance"]), y(max(0, b["chance"] - half)), x(b["chance"]), y(min(1, b["chance"] + half)), PALE, 7))
        for b in row[event]:
            out.append(f'<circle cx="{x(b["chance"]):.1f}" cy="{y(b["came"]):.1f}" r="{2 + b["n"] ** 0.5 / 3:.1f}" fill="{BLUE}"/>')
        out.append(text(x(0.5), bottom + 40, "khả năng đã dự báo", size=12, colour=GREY))
    out.append(text(410, 445, "Điểm: tần suất thực tế, to hơn khi có nhiều dự báo. Vạch nhạt: 90% nếu dự báo đúng và các tỉnh độc lập với nhau", size=12, colour=GREY))
    return svg(820, 465, out)


def main(arguments):
    if len(arguments) >= 4 and arguments[0] == "fan" and arguments[1] == "--unit":
        sys.stdout.write(fan(arguments[2], arguments[3:]))
    elif len(arguments) in (2, 3) and arguments[0] == "reliability":
        sys.stdout.write(reliability(*arguments[1:]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
