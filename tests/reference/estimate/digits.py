"""Standard errors of badly conditioned least squares in 60 digits: /usr/bin/python3 digits.py > digits.csv (Debian: python3-mpmath).

Rows i = 0..503, unit i // 8, year 2011 + i % 8, z = (37 i mod 101) / 101, y = z / 2 + (53 i mod 97) / 97: exact rationals,
which the test makes anew. years: y on 1, year, year^2, z. mean: y on 1, 10^7 + z. Variances without small-sample factors.
"""
from mpmath import mp, mpf, matrix, sqrt

mp.dps = 60
N, PER = 504, 8
# the doubles that the test holds, not the rationals: what is asked is arithmetic, not rounding of the data
z = [mpf(float((37 * i) % 101) / 101.0) for i in range(N)]
y = [mpf((float((37 * i) % 101) / 101.0) / 2 + float((53 * i) % 97) / 97.0) for i in range(N)]
year = [mpf(2011 + i % PER) for i in range(N)]
far = [mpf(float(10**7) + float((37 * i) % 101) / 101.0) for i in range(N)]


def errors(columns, kind):
    x = matrix(N, len(columns))
    for j, c in enumerate(columns):
        for i in range(N):
            x[i, j] = c[i]
    bread = (x.T * x) ** -1
    b = bread * (x.T * matrix(y))
    e = matrix(y) - x * b
    k = len(columns)
    meat = matrix(k, k)
    if kind == "hc3":
        u = x * bread
        for i in range(N):
            h = sum(u[i, j] * x[i, j] for j in range(k))
            e[i] = e[i] / (1 - h)
    groups = [range(g, g + PER) for g in range(0, N, PER)] if kind == "cluster" else [[i] for i in range(N)]
    for g in groups:
        s = [sum(x[i, j] * e[i] for i in g) for j in range(k)]
        for p in range(k):
            for q in range(k):
                meat[p, q] += s[p] * s[q]
    v = bread * meat * bread
    return [(b[j], sqrt(v[j, j])) for j in range(k)]


one = [mpf(1)] * N
print("case,kind,term,estimate,std_error")
for name, columns in (("years", [one, year, [t * t for t in year], z]), ("mean", [one, far])):
    for kind in ("cluster", "hc3"):
        for j, (b, se) in enumerate(errors(columns, kind)):
            print(f"{name},{kind},{j},{mp.nstr(b, 17)},{mp.nstr(se, 17)}")
