#!/usr/bin/python3
"""Corrupt copies of the data package and see that check_package.py says so, with file and line.

A check that cannot fail is worth nothing: every case here is a fault that must be
named. Faults that do not touch each other share one copy.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CHECK = os.path.join(HERE, 'check_package.py')
DATA = os.path.normpath(os.path.join(HERE, '..', '..', 'datasets'))


def edit(name, pattern, to):
    """Replace the first line of a file that matches; the message must name that line."""
    def do(root):
        path = os.path.join(root, name)
        with open(path, encoding='utf-8', newline='') as f:
            lines = f.read().split('\n')
        for n, line in enumerate(lines, 1):
            if re.search(pattern, line):
                new = re.sub(pattern, to, line, count=1)
                assert new != line, (name, pattern)
                lines[n - 1] = new
                with open(path, 'w', encoding='utf-8', newline='') as f:
                    f.write('\n'.join(lines))
                return '%s:%d' % (name, n)
        raise AssertionError('%s has no line %s' % (name, pattern))
    return do


def raw(name, change):
    def do(root):
        path = os.path.join(root, name)
        with open(path, 'rb') as f:
            data = f.read()
        new = change(data)
        assert new != data, name
        with open(path, 'wb') as f:
            f.write(new)
        return name + ':'
    return do


def remove(name):
    def do(root):
        os.remove(os.path.join(root, name))
        return name if name.endswith('README.md') else 'datapackage.json:1'
    return do


def add(name, text):
    def do(root):
        with open(os.path.join(root, name), 'a', encoding='utf-8') as f:
            f.write(text)
        return name + ':'
    return do


# Each batch is one copy: (what is done, what the message must hold). The message stands at the line that was
# changed, or, after a '*', anywhere: a changed value shows in the fact that it contradicts.
BATCHES = [
    [(edit('papi/values.csv', r'^(PAPI,SC11,2019,12),[^,]*', r'\1,9.9'), 'outside its range'),
     (edit('papi/values.csv', r'^PAPI,SC12,2011,01,', 'PAPI,SC99,2011,01,'), "no indicator 'SC99'"),
     (edit('par/values.csv', r'^(PAR,RANK,2021,12),31', r'\1,64'), 'no place among 63'),
     (edit('sipas/values.csv', r'^(SIPAS,TOTAL,2021,12,[^,]*),[^,]*', r'\1,NOWHERE'), "'NOWHERE' is not in sources.csv"),
     (edit('pci/values.csv', r'^(PCI,RANK,2020),01,', r'\1,99,'), "no unit '99' in 2020"),
     (edit('covariates/values.csv', r'^(GSO,LITERACY,2015),02,', r'\1,01,'), 'stands in'),
     (edit('levers.csv', r'PAPI\.SC51', 'PAPI.SC59'), "component 'PAPI.SC59'"),
     (edit('goals.csv', r',nằm trong tốp 10 đứng đầu cả nước,2022', ',nằm trong tốp 11 đứng đầu cả nước,2022'), 'text_vi does not'),
     (edit('units.csv', r'^(02,.*),08$', r'\1,07'), "successor '07'"),
     (edit('aliases.csv', r'^(Hanoi),01', r'\1,79'), "alias 'Hanoi' means 01 already"),
     (edit('neighbours.csv', r'^01,17', '01,79'), 'both directions'),
     (edit('schemes.csv', r'A:90;B:80', 'A:80;B:90'), 'do not fall'),
     (edit('conflicts.csv', r'46\.66', '46.56'), 'kept 46.56'),
     (edit('scenarios/hue-2019.json', r'"budget": 5', '"bugdet": 5'), 'bugdet'),
     (edit('templates/sipas.csv', r'^(01,Hà Nội,2024),', r'\1,88'), 'a template holds no figures'),
     (edit('schemas/rank.schema.json', r'#/\$defs/rank', '#/$defs/rang'), "'#/$defs/rang' does not resolve"),
     (edit('README.md', r'2020 63/63/63', '2020 62/63/63'), 'PCI 2020'),
     (edit('sources.csv', r'^P51,', 'P51x,'), "*source 'P51' is not in sources.csv")],
    [(edit('goals.csv', r',rank 19 of 61,yes', ',rank 18 of 61,yes'), 'the sums give place 19 of 61'),
     (edit('README.md', '79 measures', '78 measures'), "*does not say '79 measures'"),
     (edit('papi/values.csv', r'^(PAPI,SC61,2021,38),[^,]*', r'\1,0.9'), '*PAPI 2021, 38.TOTAL score 47.102'),
     (edit('papi/facts.csv', r'^(PAPI,2018,24,TOTAL,score),46\.83', r'\1,46.38'), 'the values give'),
     (edit('papi/facts.csv', r'^(PAPI,2011,36,TOTAL,group),high', r'\1,low'), 'the sums give high'),
     (edit('papi/facts.csv', r'^(PAPI,2019,VN,TOTAL,count_group),low:16', r'\1,low:15'), 'are in that group'),
     (edit('papi/facts.csv', r'^PAPI,2021,22,TOTAL,withheld.*', 'PAPI,2021,01,TOTAL,withheld,1,0,P27,published,'), 'is withheld, yet every part of it is there'),
     (edit('par/facts.csv', r'^(PAR,2023,RRD,TOTAL,mean),88\.33', r'\1,83.38'), 'the six regions give'),
     (edit('par/facts.csv', r'^(PAR,2016,VN,TOTAL,mean),74\.64', r'\1,94.64'), 'not between worst and best'),
     (edit('par/facts.csv', r'^(PAR,2022,VN,TOTAL,best),90\.10', r'\1,89.10'), 'the values hold'),
     (edit('par/facts.csv', r'^(PAR,2019,VN,TOTAL,range),16\.22', r'\1,15.22'), 'best less worst is 16.22'),
     (edit('par/structure.csv', r'^(PAR,APPRAISAL,TOTAL,.*),61\.5,', r'\1,71.5,'), '*the maxima of its blocks add up to 110'),
     (edit('pci/values.csv', r'^(PCI,TOTAL,2012,25),[^,]*', r'\1,60.99'), 'the sub-indices give'),
     (edit('sipas/values.csv', r'^(SIPAS,TOTAL,2023,31),88\.90', r'\1,88.09'), '*kept 88.90'),
     (edit('par/values.csv', r'^(PAR,APPRAISAL,2020,22),57\.66', r'\1,47.66'), '*its blocks give 81.05')],
    [(edit('adoption.csv', r'^(PASC,24,dated,2016-09-01),2016', r'\1,2017'), 'the year is not that of the date'),
     (edit('adoption.csv', r'^(PASC,22,dated,,2014),2014', r'\1,2015'), 'is what the rule says'),
     (edit('adoption.csv', r'^(PASC,64,bounded,,,,)2016,2025', r'\g<1>2026,2025'), 'not_before is after not_after'),
     (edit('adoption.csv', r'^PASC,80,', 'PASX,80,'), "measure 'PASX' is not in measures"),
     (edit('adoption_counts.csv', r'^(PASC,2019-04-01,21,,)4', r'\g<1>0'), 'adopters are said'),
     (edit('measures.csv', r'PAPI\.D5\|', 'PAPI.D9|'), "component 'PAPI.D9'"),
     (edit('precision.csv', r'^(PCI,CSTP2_LAND,2009,01),[^,]*', r'\1,-0.1'), 'std_error -0.1 is below 0'),
     (edit('precision.csv', r'^(PCI,CSTP2_LAND,2010,01),[^,]*', r'\1,7.5'), 'a standard error of 7.5 cannot be'),
     (edit('precision.csv', r'^PAPI,TOTAL,2011,02', 'PAPI,D8,2011,02'), "no indicator 'D8' in 2011"),
     (edit('par/criteria.csv', r'^(PAR,2948-2017,C3,.*),14\.5,', r'\1,15.5,'), 'max 15.5, but 14.5'),
     (edit('par/criteria.csv', r'^(PAR,892-2024,u-C3a,C3,[^,]*,[^,]*,),', r'\g<1>0.5,'), 'no maximum of a single criterion is public'),
     (edit('par/lost_points.csv', r'^(PAR,2017,66,C7,16,8\.86),7\.14', r'\1,7.41'), 'are not the maximum'),
     (edit('indices.csv', r'^(PAPI,.*),yes,mean,no$', r'\1,maybe,mean,no'), "survey 'maybe' is none of"),
     (edit('par/structure.csv', r'^(PAR,IMPACT_SIPAS,TOTAL,.*,2018,2018,.*),0\.12$', r'\1,0.1'), 'is not its maximum, 12'),
     (edit('agencies.csv', r',so-tai-chinh,', ',so-tai-chin,'), "successor 'so-tai-chin' is not in agencies"),
     (edit('levers.csv', r'75:2018-06-14', '75:2018-6-14'), 'does not have the form'),
     (edit('templates/events.csv', r'^,01,', 'PASC,01,'), 'a template holds no events')],
    [(raw('aliases.csv', lambda b: b'\xef\xbb\xbf' + b), 'byte order mark'),
     (raw('goals.csv', lambda b: b.replace(b'\n', b'\r\n', 1)), 'carriage return'),
     (raw('schemes.csv', lambda b: b.rstrip(b'\n')), 'does not end with a line end'),
     (raw('sources.csv', lambda b: b.replace('Báo Đồng Nai'.encode(), 'Báo Đồng Nai'.encode('utf-16'), 1)), 'is not UTF-8')],
    [(edit('levers.csv', 'Giải pháp', 'Gia\u0309i pháp'), 'is not in NFC'),
     (edit('dti/values.csv', r'^(DTI,RANK,2022,01,.*)$', r'\1,extra'), 'cells under'),
     (edit('units.csv', '^01,', '1,'), 'does not have the form'),
     (edit('goals.csv', ',parse,', ',pares,'), 'none of parse'),
     (edit('levers.csv', r'^(INT05,.*),,,,,,,,,inferred', r'\1,0.5,,,,,,,,inferred'), 'an effect needs mean and per'),
     (edit('mic_egov/values.csv', r'^(MIC_EGOV,TOTAL,2017,01),[^,]*', r'\1,'), 'value is missing'),
     (edit('ict/values.csv', r'^(ICT,HTKT,2006,01),[^,]*', r'\1,n/a'), 'is no number'),
     (edit('par/facts.csv', r'^(PAR,2021,VN,TOTAL,count_group,A:3),0', r'\1,1'), "tolerance '1'"),
     (edit('conflicts.csv', r'^(PCI,TOTAL,2017,VN),62\.40', r'\1,62.41'), 'no fact of PCI 2017'),
     (add('templates/README.md', 'see ../../elsewhere\n'), 'outside the repository')],
    [(edit('indices.csv', '^index,', 'idx,'), 'is not that of the schema')],
    [(remove('papi/facts.csv'), "no file 'papi/facts.csv'"), (add('extra.csv', 'a\n1\n'), 'is no resource')],
    [(edit('datapackage.json', '"tangbac:role": "units"', '"tangbac:role": "unit"'), "*0 resources have the role 'units'")],
    [(edit('datapackage.json', '"type": "year"', '"type": "yeer"'), "*'yeer' is not one of")],
    [(raw('datapackage.json', lambda b: b[:-10]), 'cannot be read')],
]


def run(root):
    r = subprocess.run([sys.executable, CHECK, root], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8')
    return r.returncode, r.stderr


def main():
    code, err = run(DATA)
    if code or err:
        print('the package itself has faults:\n' + err)
        return 1
    failed = cases = 0
    for batch in BATCHES:
        with tempfile.TemporaryDirectory() as tmp:
            root = os.path.join(tmp, 'datasets')
            shutil.copytree(DATA, root)
            done = [(do(root), want) for do, want in batch]
            code, err = run(root)
            lines = err.split('\n')
            if code != 1 or 'Traceback' in err:
                print('exit status %d, not 1, for the copy with %s\n%s' % (code, done[0], err))
                failed += 1
            for at, want in done:
                cases += 1
                text = want.lstrip('*')
                if not any(text in line and (want != text or line.startswith(at)) for line in lines):
                    print('%s: not seen: %s\n%s' % (at, want, '\n'.join(lines[:20])))
                    failed += 1
    print('%d corruptions, %d not seen' % (cases, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
