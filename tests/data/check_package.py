#!/usr/bin/python3
"""Check the data package against itself.

usage: check_package.py [DIRECTORY]        (default: datasets/ of this repository)

Needs nothing but Debian's python3 and python3-jsonschema. Prints what was
counted and compared; every fault is one line `file:line: what is wrong`, and
any fault makes the exit status 1.
"""
import bisect
import collections
import csv
import glob
import io
import json
import math
import os
import re
import sys
import unicodedata

import jsonschema

HERE = os.path.dirname(os.path.abspath(__file__))
DEFAULT = os.path.normpath(os.path.join(HERE, '..', '..', 'datasets'))

# What the contract promises: these columns, in this order, before any of our own.
CONTRACT = {
    'units': 'unit,name_vi,name_en,region,region_vi,region_en,kind,iso_3166_2,valid_from,valid_to,successor',
    'aliases': 'alias,unit',
    'sources': 'source,publisher,title,published,url,note,secondary',
    'schemes': 'index,scheme,first_year,last_year,announced,groups,source',
    'conflicts': 'index,indicator,year,unit,kept,other,source,reason',
    'structure': 'index,code,parent,name_vi,name_en,min,max,weight,first_year,last_year,kind,source,note',
    'values': 'index,indicator,year,unit,value,source',
    'facts': 'index,year,scope,indicator,kind,value,tolerance,source,basis,note',
    'levers': 'id,name_vi,name_en,agency_vi,agency_en,component,mean,sd,per,lag,cost,cost_unit,'
              'requires,excludes,link,note,source',
    'measures': 'measure,name_vi,name_en,counts_as,counts_as_vi,components,levers',
    'adoption': 'measure,unit,status,date,adopt_year,exposure_year,not_before,not_after,kind,detail,source,basis,note',
    'criteria': 'index,scheme,code,parent,name_vi,name_en,max,how,threshold,levers,source',
    'precision': 'index,indicator,year,unit,std_error,n,design,source,basis',
    'goals': 'id,plan,unit,index,goal,year,base_year,any,text_vi,text_en,expect,outcome,met,source',
}
INDICES = ('PAPI', 'PAR', 'SIPAS', 'PCI', 'ICT', 'DTI', 'MIC_EGOV')
SCHEMAS = ('rank show run intervene forecast scenario import estimate backtest evaluate complete simulate').split()
REGIONS = ('RRD', 'NMM', 'NCC', 'CH', 'SE', 'MRD')
PAPI_GROUPS = ('high', 'mid-high', 'mid-low', 'low')
LABELLED = ('group_from', 'group_to', 'count_group', 'count_above', 'count_below')
BASED = ('median',)    # may say of how many units, those without a score counted last: 63:43.78
COUNTS = ('n_ranked', 'count_above_mean', 'n_up', 'n_down', 'n_same', 'n_respondents', 'n_leader_respondents', 'withheld', 'rank', 'rank_region')
CRITERIA = 'unit,year,criterion,parent,name,max,self_score,awarded,how,agency,note'.split(',')
EVENTS = 'measure,unit,status,date,adopt_year,exposure_year,not_before,not_after,kind,detail,source,basis,note'.split(',')
EPS = 1e-9

# The form of a Frictionless Data Package (v1), as far as this package uses it.
NAME = {'type': 'string', 'pattern': r'^[a-z0-9._-]+$'}
PACKAGE_SCHEMA = {
    'type': 'object',
    'required': ['profile', 'name', 'title', 'title_vi', 'licenses', 'sources', 'resources'],
    'properties': {
        'profile': {'const': 'data-package'}, 'name': NAME,
        'licenses': {'type': 'array', 'minItems': 1, 'items': {'anyOf': [{'required': ['name']}, {'required': ['path']}]}},
        'sources': {'type': 'array', 'minItems': 1, 'items': {'required': ['title']}},
        'resources': {'type': 'array', 'minItems': 1, 'items': {
            'type': 'object', 'required': ['name', 'path', 'title', 'title_vi', 'tangbac:role', 'format', 'encoding'],
            'properties': {
                'name': NAME, 'path': {'type': 'string', 'pattern': r'^[A-Za-z0-9_-][A-Za-z0-9_./-]*$'},
                'encoding': {'const': 'utf-8'}, 'format': {'enum': ['csv', 'json']},
                'profile': {'const': 'tabular-data-resource'},
                'schema': {
                    'type': 'object', 'required': ['fields', 'missingValues'],
                    'properties': {
                        'fields': {'type': 'array', 'minItems': 1, 'items': {
                            'type': 'object', 'required': ['name', 'type'],
                            'properties': {
                                'type': {'enum': ['string', 'number', 'integer', 'year', 'date', 'boolean']},
                                'constraints': {'type': 'object', 'properties': {
                                    'required': {'type': 'boolean'}, 'unique': {'type': 'boolean'},
                                    'pattern': {'type': 'string'}, 'enum': {'type': 'array'},
                                    'minimum': {'type': 'number'}, 'maximum': {'type': 'number'}},
                                    'additionalProperties': False}}}},
                        'missingValues': {'const': ['']},
                        'primaryKey': {'type': 'array', 'items': {'type': 'string'}},
                        'foreignKeys': {'type': 'array', 'items': {
                            'type': 'object', 'required': ['fields', 'reference'],
                            'properties': {'reference': {'required': ['resource', 'fields']}}}}},
                    'additionalProperties': False}},
            'if': {'properties': {'format': {'const': 'csv'}}}, 'then': {'required': ['profile', 'schema', 'dialect']}}}}}

TYPES = {
    'number': re.compile(r'-?[0-9]+(\.[0-9]+)?'), 'integer': re.compile(r'-?[0-9]+'),
    'year': re.compile(r'(19[0-9]{2}|20[0-9]{2}|2100)'),
    'date': re.compile(r'[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'), 'string': re.compile(r'.*'),
}


def fold(text):
    """A name without case, diacritics and punctuation, as an importer compares names."""
    text = unicodedata.normalize('NFD', text.casefold()).replace('đ', 'd')
    return re.sub(r'[^a-z0-9]+', '', ''.join(c for c in text if not unicodedata.combining(c)))


class Row(dict):
    """A row that knows where it stands."""
    __slots__ = ('at',)


class Check:
    def __init__(self, root):
        self.root, self.faults, self.counts, self.tables = root, [], [], collections.OrderedDict()
        self.package, self.by_role = {}, collections.defaultdict(list)

    def fault(self, at, text):
        self.faults.append('%s: %s' % (at, text))

    def count(self, text):
        self.counts.append(text)

    def path(self, name):
        return os.path.join(self.root, name)

    # -- the package and its tables --------------------------------------------------------------

    def read_json(self, name):
        try:
            with open(self.path(name), encoding='utf-8') as f:
                return json.load(f)
        except (OSError, ValueError) as e:
            self.fault(name + ':%d' % getattr(e, 'lineno', 1), 'cannot be read: %s' % e)
            return None

    def line_of(self, name, text):
        """`file:line` of the first line that holds what a message is about."""
        with open(self.path(name), encoding='utf-8') as f:
            for n, line in enumerate(f, 1):
                if text and text in line:
                    return '%s:%d' % (name, n)
        return name + ':1'

    def quoted(self, message):
        m = re.search(r"'([^']+)'", message)
        return m[1] if m else ''

    def check_descriptor(self):
        self.package = self.read_json('datapackage.json')
        if self.package is None:
            return False
        at = 'datapackage.json:1'
        for e in jsonschema.Draft202012Validator(PACKAGE_SCHEMA).iter_errors(self.package):
            self.fault(self.line_of('datapackage.json', self.quoted(e.message)), '%s: %s' % ('/'.join(map(str, e.absolute_path)), e.message))
        if self.faults:
            return False
        names, paths = collections.Counter(), collections.Counter()
        for r in self.package['resources']:
            names[r['name']] += 1
            paths[r['path']] += 1
            self.by_role[r['tangbac:role']].append(r)
            if '..' in r['path'].split('/') or not os.path.isfile(self.path(r['path'])):
                self.fault(at, "resource '%s': no file '%s' in the package" % (r['name'], r['path']))
        for c, what in ((names, 'name'), (paths, 'path')):
            for k, n in c.items():
                if n > 1:
                    self.fault(at, "%s '%s' stands %d times" % (what, k, n))
        for folder, _, files in os.walk(self.root):
            for f in sorted(files):
                name = os.path.relpath(os.path.join(folder, f), self.root)
                if f.endswith(('.csv', '.json')) and name != 'datapackage.json' and not paths[name]:
                    self.fault(name + ':1', 'is no resource of datapackage.json')
        for role in ('units', 'aliases', 'neighbours', 'not_units', 'sources', 'schemes', 'conflicts', 'levers', 'goals', 'indices',
                     'measures', 'adoption', 'adoption_counts', 'precision', 'criteria', 'lost_points'):
            if len(self.by_role[role]) != 1:
                self.fault(at, "%d resources have the role '%s', one is needed" % (len(self.by_role[role]), role))
        for role in ('structure', 'values', 'facts'):
            have = [r.get('tangbac:index') for r in self.by_role[role]]
            for i in INDICES + (() if role == 'facts' else ('GSO',)):
                if have.count(i) != 1:
                    self.fault(at, "index %s has %d resources of the role '%s', one is needed" % (i, have.count(i), role))
        self.count('datapackage.json: %d resources' % len(self.package['resources']))
        return not self.faults

    def read_table(self, r):
        name, fields = r['path'], r['schema']['fields']
        with open(self.path(name), 'rb') as f:
            raw = f.read()
        if raw.startswith(b'\xef\xbb\xbf'):
            self.fault(name + ':1', 'starts with a byte order mark')
        if b'\r' in raw:
            self.fault('%s:%d' % (name, raw[:raw.index(b'\r')].count(b'\n') + 1), 'has a carriage return: lines end with LF')
        if not raw.endswith(b'\n'):
            self.fault('%s:%d' % (name, raw.count(b'\n') + 1), 'does not end with a line end')
        try:
            text = raw.decode('utf-8')
        except UnicodeDecodeError as e:
            self.fault('%s:%d' % (name, raw[:e.start].count(b'\n') + 1), 'is not UTF-8')
            return []
        for n, line in enumerate(() if unicodedata.is_normalized('NFC', text) else text.split('\n'), 1):
            if line != unicodedata.normalize('NFC', line):
                self.fault('%s:%d' % (name, n), 'is not in NFC')
        reader = csv.reader(io.StringIO(text, newline=''), strict=True)
        header = next(reader, [])
        want = [f['name'] for f in fields]
        if header != want:
            self.fault(name + ':1', 'header %s is not that of the schema, %s' % (','.join(header), ','.join(want)))
            return []
        role = r['tangbac:role']
        if role in CONTRACT and header[:CONTRACT[role].count(',') + 1] != CONTRACT[role].split(','):
            self.fault(name + ':1', 'columns of the contract are %s' % CONTRACT[role])
        rows = []
        try:
            for cells in reader:
                if len(cells) != len(header):
                    self.fault('%s:%d' % (name, reader.line_num), '%d cells under %d columns' % (len(cells), len(header)))
                    continue
                row = Row(zip(header, cells))
                row.at = '%s:%d' % (name, reader.line_num)
                rows.append(row)
        except csv.Error as e:
            self.fault('%s:%d' % (name, reader.line_num), str(e))
        return rows

    def check_cells(self, r, rows):
        for f in r['schema']['fields']:
            name, c, seen, fine = f['name'], f.get('constraints', {}), {}, set()
            type_, pattern = TYPES[f['type']], re.compile(c['pattern']) if 'pattern' in c else None
            for row in rows:
                v = row[name]
                if v in fine:
                    continue
                faults = len(self.faults)
                if v != v.strip() or '\n' in v:
                    self.fault(row.at, "%s '%s' has a space or line end at its edge" % (name, v))
                if v == '':
                    if c.get('required'):
                        self.fault(row.at, '%s is missing' % name)
                    continue
                if not type_.fullmatch(v):
                    self.fault(row.at, "%s '%s' is no %s" % (name, v, f['type']))
                    row[name] = ''
                    continue
                if pattern and not pattern.fullmatch(v):
                    self.fault(row.at, "%s '%s' does not have the form %s" % (name, v, c['pattern']))
                if 'enum' in c and v not in c['enum']:
                    self.fault(row.at, "%s '%s' is none of %s" % (name, v, ', '.join(c['enum'])))
                if 'minimum' in c and float(v) < c['minimum']:
                    self.fault(row.at, '%s %s is below %s' % (name, v, c['minimum']))
                if c.get('unique') and v in seen:
                    self.fault(row.at, "%s '%s' stands in line %s already" % (name, v, seen[v]))
                if c.get('unique'):
                    seen.setdefault(v, row.at.rsplit(':', 1)[1])
                elif len(self.faults) == faults:
                    fine.add(v)  # a column holds few values, each many times
        key = r['schema'].get('primaryKey')
        if key:
            self.unique(rows, lambda row: tuple(row[k] for k in key), '/'.join(key))

    def unique(self, rows, key, what):
        seen = {}
        for row in rows:
            k = key(row)
            if k in seen:
                self.fault(row.at, '%s %s stands in %s already' % (what, '/'.join(k), seen[k]))
            seen.setdefault(k, row.at)

    def check_keys(self):
        for r in self.package['resources']:
            for fk in r.get('schema', {}).get('foreignKeys', []):
                there = self.tables.get(fk['reference']['resource'])
                if there is None:
                    self.fault('datapackage.json:1', "foreign key of '%s' names no resource" % r['name'])
                    continue
                have = {row.get(fk['reference']['fields']) for row in there}
                for row in self.tables[r['name']]:
                    v = row.get(fk['fields'], None)
                    if v is None:
                        self.fault('datapackage.json:1', "foreign key of '%s' names no column" % r['name'])
                        break
                    if v and v not in have and '|' not in v:
                        self.fault(row.at, "%s '%s' is not in %s" % (fk['fields'], v, fk['reference']['resource']))

    def rows(self, role):
        return [row for r in self.by_role[role] if 'schema' in r for row in self.tables[r['name']]]

    # -- units, names, sources --------------------------------------------------------------------

    def check_units(self):
        units = self.rows('units')
        self.old = {u['unit']: u for u in units if u['valid_to']}
        self.new = {u['unit']: u for u in units if not u['valid_to']}
        at = self.by_role['units'][0]['path'] + ':1'
        if (len(self.old), len(self.new)) != (63, 34):
            self.fault(at, '%d units to 2024 and %d from 2025, not 63 and 34' % (len(self.old), len(self.new)))
        for group in (self.old, self.new):
            for name in ('name_vi', 'name_en'):
                seen = {}
                for u in group.values():
                    if fold(u[name]) in seen:
                        self.fault(u.at, "name '%s' is that of %s too" % (u[name], seen[fold(u[name])]))
                    seen[fold(u[name])] = u['unit']
        parts = collections.defaultdict(set)
        for u in self.old.values():
            if u['successor'] not in self.new:
                self.fault(u.at, "successor '%s' is none of the units from 2025" % u['successor'])
            if u['region'] not in REGIONS or not u['iso_3166_2']:
                self.fault(u.at, 'a unit to 2024 needs its region and ISO code')
            if int(u['valid_from']) > int(u['valid_to']):
                self.fault(u.at, 'valid_from is after valid_to')
            parts[u['successor']].add((u['region'], u['region_vi'], u['region_en']))
        for u in self.new.values():
            if u['successor']:
                self.fault(u.at, 'a unit in force has no successor')
            if u['unit'] not in parts:
                self.fault(u.at, 'no unit to 2024 goes into it')
                continue
            want = next(iter(parts[u['unit']])) if len(parts[u['unit']]) == 1 else ('', '', '')
            if (u['region'], u['region_vi'], u['region_en']) != want:
                self.fault(u.at, 'region is not what the parts say: %s' % (want[0] or 'parts of several regions, so empty'))
            if fold(u['name_vi']) not in {fold(o['name_vi']) for o in self.old.values()} and u['unit'] != '46':
                self.fault(u.at, "'%s' is the name of none of the 63" % u['name_vi'])
        isos = collections.Counter(u['iso_3166_2'] for u in self.old.values())
        for u in self.old.values():
            if isos[u['iso_3166_2']] > 1:
                self.fault(u.at, 'ISO code %s stands twice' % u['iso_3166_2'])
        names = {}
        for role, units_ in (('aliases', self.old), ('aliases-34', self.new)):
            names[role] = {fold(u['name_vi']): u['unit'] for u in units_.values()}
            for row in self.rows(role):
                if row['unit'] not in units_:
                    self.fault(row.at, "unit '%s' is not among the %d" % (row['unit'], len(units_)))
                k = fold(row['alias'])
                if names[role].setdefault(k, row['unit']) != row['unit']:
                    self.fault(row.at, "alias '%s' means %s already" % (row['alias'], names[role][k]))
        for row in self.rows('not_units'):
            if fold(row['label']) in names['aliases']:
                self.fault(row.at, "'%s' is a province by aliases.csv or units.csv" % row['label'])
            if row['use_unit'] and row['use_unit'] not in self.old:
                self.fault(row.at, "use_unit '%s' is no unit" % row['use_unit'])
        pairs = {(r['unit'], r['neighbour_unit']) for r in self.rows('neighbours')}
        for row in self.rows('neighbours'):
            if (row['neighbour_unit'], row['unit']) not in pairs or row['unit'] == row['neighbour_unit']:
                self.fault(row.at, 'neighbours must stand in both directions, and no unit borders itself')
            for k in ('unit', 'neighbour_unit'):
                if row[k] not in self.old:
                    self.fault(row.at, "'%s' is not among the 63" % row[k])
        self.count('units: %d and %d; aliases %d and %d; borders %d' % (
            len(self.old), len(self.new), len(self.rows('aliases')), len(self.rows('aliases-34')), len(pairs) // 2))

    def unit_in(self, code, year):
        for group in (self.old, self.new):
            u = group.get(code)
            if u and int(u['valid_from']) <= year <= int(u['valid_to'] or 9999):
                return True
        return False

    def check_sources(self):
        have, used = {r['source'] for r in self.rows('sources')}, set()
        for role in ('structure', 'values', 'facts', 'schemes', 'conflicts', 'levers', 'goals', 'adoption', 'adoption_counts',
                     'precision', 'criteria', 'lost_points'):
            for row in self.rows(role):
                for column in ('source', 'other_source'):
                    if column not in row:
                        continue
                    ids = row[column].split('|')
                    if len(set(ids)) != len(ids):
                        self.fault(row.at, "%s '%s' names a source twice" % (column, row[column]))
                    for i in ids:
                        used.add(i)
                        if i not in have:
                            self.fault(row.at, "%s '%s' is not in sources.csv" % (column, i))
        for row in self.rows('sources'):
            if row['url'] and not re.fullmatch(r'https?://\S+', row['url']):
                self.fault(row.at, "url '%s' is no address" % row['url'])
            if not row['url'] and not row['note'] and row['source'] != 'computed':
                self.fault(row.at, 'a source without an address needs a note that says what it is')
        self.count('sources: %d, of which %d carry a cell and %d have no address' % (
            len(have), len(used & have), sum(not r['url'] for r in self.rows('sources'))))

    # -- the trees ---------------------------------------------------------------------------------

    def check_structure(self):
        self.nodes, self.under = collections.defaultdict(list), collections.defaultdict(list)  # by their own code, by their parent's
        for row in self.rows('structure'):
            self.nodes[row['index'], row['code']].append(row)
            self.under[row['index'], row['parent']].append(row)
            if row['last_year'] and int(row['last_year']) < int(row['first_year']):
                self.fault(row.at, 'last_year is before first_year')
            if row['min'] and row['max'] and float(row['min']) >= float(row['max']):
                self.fault(row.at, 'min is not below max')
            if row['code'] == 'RANK' or row['code'].endswith(('_RANK', '_PCT')):
                self.fault(row.at, "'%s' is an indicator of values.csv, not a node" % row['code'])
        for r in self.by_role['structure'] + self.by_role['values'] + self.by_role['facts']:
            for row in self.tables[r['name']]:
                if row['index'] != r['tangbac:index']:
                    self.fault(row.at, "index '%s' in the table of %s" % (row['index'], r['tangbac:index']))
        last = lambda row: int(row['last_year'] or 9999)
        for key, rows in self.nodes.items():
            rows.sort(key=lambda row: int(row['first_year']))
            for a, b in zip(rows, rows[1:]):
                if last(a) >= int(b['first_year']):
                    self.fault(b.at, '%s.%s: its years overlap with those of %s' % (key + (a.at,)))
        for row in self.rows('structure'):
            if not row['parent']:
                continue
            for year in {int(row['first_year']), min(last(row), 2025)}:
                if self.node(row['index'], row['parent'], year) is None:
                    self.fault(row.at, "parent '%s' does not exist in %d" % (row['parent'], year))
        self.schemes = collections.defaultdict(list)
        for row in self.rows('schemes'):
            self.schemes[row['index']].append(row)
            cut = r'[A-D]:\d+(\.\d+)?(;[A-D]:\d+(\.\d+)?)*'
            size = r'\d+:\d+(/\d+){3}(;\d+:\d+(/\d+){3})*'
            if row['groups'] and not re.fullmatch(cut + '|' + size, row['groups']):
                self.fault(row.at, "groups '%s' are neither cut-offs nor sizes" % row['groups'])
            elif '/' in row['groups']:
                for part in row['groups'].split(';'):
                    n, sizes = part.split(':')
                    if sum(map(int, sizes.split('/'))) != int(n):
                        self.fault(row.at, "group sizes '%s' do not add up" % part)
            elif row['groups']:
                cuts = [float(p.split(':')[1]) for p in row['groups'].split(';')]
                if cuts != sorted(cuts, reverse=True):
                    self.fault(row.at, 'group cut-offs do not fall')
        for rows in self.schemes.values():
            rows.sort(key=lambda row: int(row['first_year']))
            for a, b in zip(rows, rows[1:]):
                if last(a) >= int(b['first_year']):
                    self.fault(b.at, "scheme '%s' begins before '%s' ends" % (b['scheme'], a['scheme']))
        # The points of PAR add up in two ways, by fields and by blocks, to the same 100: never both.
        for first in sorted({int(r['first_year']) for r in self.nodes['PAR', 'TOTAL']}):
            at = self.node('PAR', 'TOTAL', first).at
            top = [r for r in self.children('PAR', 'TOTAL', first)]
            for r in top:
                if r['kind'] not in ('field', 'block'):
                    self.fault(r.at, "a part of PAR.TOTAL is a field or a block, not '%s'" % r['kind'])
            for kind in ('field', 'block'):
                maxima = [r['max'] for r in top if r['kind'] == kind]
                total = sum(float(m) for m in maxima if m)
                if total > 100 + EPS or (maxima and all(maxima) and abs(total - 100) > EPS):
                    self.fault(at, 'PAR %d: the maxima of its %ss add up to %g, not 100' % (first, kind, total))
            if len([r for r in top if r['kind'] == 'field']) != 8:
                self.fault(at, 'PAR %d does not have eight fields' % first)
        for first in range(2006, 2025):
            weights = [r['weight'] for r in self.children('PCI', 'TOTAL', first)]
            if all(weights) and abs(sum(map(float, weights)) - 100) > EPS:
                self.fault(self.node('PCI', 'TOTAL', first).at, 'PCI %d: the weights add up to %g, not 100' % (first, sum(map(float, weights))))
        for year in range(2011, 2025):
            for d in self.children('PAPI', 'TOTAL', year):
                top = sum(float(r['max']) for r in self.children('PAPI', d['code'], year))
                if abs(top - float(d['max'])) > 0.05:
                    self.fault(d.at, 'PAPI %d: the maxima of the parts of %s add up to %g' % (year, d['code'], top))
        self.count('structure: %d nodes in %d indices; %d schemes' % (
            len(self.nodes), len({i for i, _ in self.nodes}), len(self.rows('schemes'))))

    def node(self, index, code, year):
        for row in self.nodes.get((index, code), ()):
            if int(row['first_year']) <= year <= int(row['last_year'] or 9999):
                return row
        return None

    def children(self, index, parent, year):
        return [row for row in self.under[index, parent] if int(row['first_year']) <= year <= int(row['last_year'] or 9999)]

    def groups_in(self, index, year):
        for row in self.schemes[index]:
            if int(row['first_year']) <= year <= int(row['last_year'] or 9999):
                return row['groups']
        return ''

    # -- values --------------------------------------------------------------------------------------

    def check_values(self):
        self.v, self.at, self.dec = {}, {}, {}
        self.fact = collections.defaultdict(dict)          # (index, year) -> (scope, indicator, kind, label) -> row
        for row in self.rows('facts'):
            label, _, value = row['value'].rpartition(':')
            if row['kind'] not in LABELLED + BASED:
                label, value = '', row['value']
            row['label'], row['number'] = label, value
            key = (row['scope'], row['indicator'], row['kind'], label)
            have = self.fact[row['index'], int(row['year'])]
            if key in have:
                self.fault(row.at, 'fact %s stands in %s already' % ('/'.join(key), have[key].at))
            have[key] = row
        for row in self.rows('values'):
            i, ind, year, unit = row['index'], row['indicator'], int(row['year'] or 0), row['unit']
            if not row['value'] or not year:
                continue
            x = float(row['value'])
            self.v[i, ind, year, unit], self.at[i, ind, year, unit] = x, row.at
            self.dec[i, ind, year, unit] = len(row['value'].partition('.')[2])
            base = 'TOTAL' if ind == 'RANK' else re.sub('_(RANK|PCT)$', '', ind)
            node = self.node(i, base, year)
            if node is None:
                self.fault(row.at, "%s has no indicator '%s' in %d" % (i, ind, year))
                continue
            if not self.unit_in(unit, year):
                self.fault(row.at, "no unit '%s' in %d" % (unit, year))
            if self.schemes[i] and not any(int(s['first_year']) <= year <= int(s['last_year'] or 9999) for s in self.schemes[i]):
                self.fault(row.at, '%s has no scheme in %d' % (i, year))
            if ind == 'RANK' or ind.endswith('_RANK'):
                if not re.fullmatch('[0-9]+', row['value']) or not 1 <= x <= self.places(i, year):
                    self.fault(row.at, '%s %s is no place among %d' % (ind, row['value'], self.places(i, year)))
            elif ind.endswith('_PCT'):
                if not 0 <= x <= 100:
                    self.fault(row.at, '%s %s is no percentage' % (ind, row['value']))
            else:
                for side, sign in (('min', 1), ('max', -1)):
                    # A share of the sub-dimension's exact range (1/3, 10/3) may pass its printed one by rounding.
                    if node[side] and sign * (float(node[side]) - x) > 0.005:
                        self.fault(row.at, '%s.%s %s is outside its range %s..%s' % (i, ind, row['value'], node['min'], node['max']))
        self.years = collections.defaultdict(set)
        for (i, ind, year, unit) in self.v:
            self.years[i].add(year)

    def places(self, index, year):
        row = self.fact[index, year].get(('VN', 'TOTAL', 'n_ranked', ''))
        # VCCI ranks 30 since 2022; the places beyond are the press's, among all.
        if row is None or (index == 'PCI' and year >= 2022):
            return 63
        return int(row['value'])

    def check_orders(self):
        """A higher score never has a worse place, and a place belongs to one score."""
        pairs = ties = 0
        for i in INDICES:
            for year in self.years[i]:
                for s, r in [('TOTAL', 'RANK')] + [(n['code'], n['code'] + '_RANK') for n in self.children(i, 'TOTAL', year)]:
                    known = sorted((self.v[i, s, year, u], int(self.v[i, r, year, u]), u) for u in self.old
                                   if (i, s, year, u) in self.v and (i, r, year, u) in self.v)
                    for n, (score, place, u) in enumerate(known):
                        for score2, place2, u2 in known[n + 1:]:
                            pairs += 1
                            if score2 == score:
                                ties += 1
                            elif place2 >= place and not self.settled(i, s, year, (u, u2)) and not self.settled(i, r, year, (u, u2)):
                                self.fault(self.at[i, r, year, u2], '%s.%s %d: %s has %g at place %d, %s has %g at place %d' % (
                                    i, s, year, u2, score2, place2, u, score, place))
        self.count('order: %d pairs of score and place agree, %d of them ties' % (pairs, ties))

    def settled(self, index, indicator, year, units):
        return any((index, indicator, str(year), u) in self.conflict for u in units)

    # -- sums -----------------------------------------------------------------------------------------

    def check_sums(self):
        # PAPI: dimensions and totals are plain sums of what is published.
        self.papi, self.partial = {}, {}
        for year in sorted(self.years['PAPI']):
            dims = self.children('PAPI', 'TOTAL', year)
            for u in self.old:
                total, got, whole = 0.0, 0, True
                for d in dims:
                    parts = [self.v.get(('PAPI', c['code'], year, u)) for c in self.children('PAPI', d['code'], year)]
                    if None in parts or not parts:
                        whole = False
                        total += sum(p for p in parts if p is not None)
                    else:
                        self.papi[d['code'], year, u] = sum(parts)
                        total += sum(parts)
                    got += sum(p is not None for p in parts)
                if whole:
                    self.papi['TOTAL', year, u] = total
                elif got:
                    self.partial[year, u] = total
                for code in ['TOTAL'] + [d['code'] for d in dims if got]:
                    fact = self.fact['PAPI', year].get((u, code, 'withheld', ''))
                    if (code, year, u) in self.papi and fact:
                        self.fault(fact.at, 'PAPI %d, unit %s: %s is withheld, yet every part of it is there' % (year, u, code))
                    if (code, year, u) not in self.papi and not fact:
                        self.fault('papi/facts.csv:1', 'PAPI %d, unit %s: a part of %s is missing and no fact says withheld' % (year, u, code))
        # PCI: TOTAL = sum of weight / 10 x sub-index, to the rounding of the parts.
        done = 0
        for year in sorted(self.years['PCI']):
            nodes = self.children('PCI', 'TOTAL', year)
            if not nodes or not all(n['weight'] for n in nodes):
                continue
            for u in self.old:
                parts = [self.v.get(('PCI', n['code'], year, u)) for n in nodes]
                total = self.v.get(('PCI', 'TOTAL', year, u))
                if None in parts or total is None:
                    continue
                done += 1
                s = sum(float(n['weight']) / 10 * p for n, p in zip(nodes, parts))
                room = 0.005 + sum(float(n['weight']) / 10 * 0.5 * 10 ** -self.dec['PCI', n['code'], year, u] for n in nodes)
                c = self.conflict.get(('PCI', 'TOTAL', str(year), u))
                if abs(s - total) > room + EPS and c is None:
                    self.fault(self.at['PCI', 'TOTAL', year, u], 'PCI %d, unit %s: the sub-indices give %.4f, TOTAL is %g' % (year, u, s, total))
                if c is not None and c['other_source'] == 'computed' and abs(float(c['other']) - s) > 0.0005:
                    self.fault(c.at, 'other %s is not the sum of the sub-indices, %.4f' % (c['other'], s))
        self.count('PCI: %d totals agree with their weighted sub-indices, but for those in conflicts.csv' % done)
        # PAR: fields or blocks, each alone, never beyond TOTAL.
        done = collections.Counter()
        for year in sorted(self.years['PAR']):
            for u in self.old:
                total = self.v.get(('PAR', 'TOTAL', year, u))
                for kind in ('field', 'block'):
                    nodes = [n for n in self.children('PAR', 'TOTAL', year) if n['kind'] == kind]
                    parts = []
                    for n in nodes:
                        x = self.v.get(('PAR', n['code'], year, u))
                        below = [self.v.get(('PAR', c['code'], year, u)) for c in self.children('PAR', n['code'], year) if c['kind'] == 'block']
                        if below and None not in below:
                            if x is not None and abs(sum(below) - x) > 0.02:
                                self.fault(self.at['PAR', n['code'], year, u], 'PAR %d, unit %s: %s is %g, its parts give %g' % (year, u, n['code'], x, sum(below)))
                            x = sum(below)
                        parts.append(x)
                    if total is None or not any(p is not None for p in parts):
                        continue
                    s = sum(p for p in parts if p is not None)
                    whole = parts and None not in parts
                    done[kind] += bool(whole)
                    if self.settled('PAR', 'TOTAL', year, (u,)):
                        continue
                    if s > total + 0.05 or (whole and abs(s - total) > 0.03):
                        self.fault(self.at['PAR', 'TOTAL', year, u], 'PAR %d, unit %s: its %ss give %.2f, TOTAL is %g' % (year, u, kind, s, total))
        self.count('PAR: %d totals agree with their blocks, %d with their fields' % (done['block'], done['field']))
        done = 0
        for (i, ind, year, u), x in self.v.items():
            if i == 'PAR' and ind.endswith('_PCT'):
                node, points = self.node(i, ind[:-4], year), self.v.get((i, ind[:-4], year, u))
                if points is not None and node['max']:
                    done += 1
                    if abs(points / float(node['max']) * 100 - x) > 0.1 and not self.settled(i, ind, year, (u,)):
                        self.fault(self.at[i, ind, year, u], '%s %g: %g of %s points are %.2f %%' % (ind, x, points, node['max'], points / float(node['max']) * 100))
        # SIPAS is worth about a tenth of itself in PAR since the scheme of 2020.
        gaps = []
        for year in range(2019, 2025):
            for u in self.old:
                a, b = self.v.get(('PAR', 'IMPACT_SIPAS', year, u)), self.v.get(('SIPAS', 'TOTAL', year, u))
                if a is not None and b is not None:
                    gaps.append(a - b / 10)
                    if abs(a - b / 10) > 0.1:
                        self.fault(self.at['PAR', 'IMPACT_SIPAS', year, u], 'PAR %d, unit %s: %g points for a SIPAS of %g' % (year, u, a, b))
        self.count('PAR: %d shares of a maximum agree; SIPAS / 10 against its points: %d pairs, largest gap %.3f' % (
            done, len(gaps), max(map(abs, gaps), default=0)))

    # -- facts ------------------------------------------------------------------------------------------

    def score(self, index, indicator, year, unit):
        x = self.v.get((index, indicator, year, unit))
        return self.papi.get((indicator, year, unit)) if x is None and index == 'PAPI' else x

    def papi_places(self, indicator, year):
        """Places and groups over the provinces grouped that year; the partly withheld stand last."""
        x = {u: self.score('PAPI', indicator, year, u) for u in self.old}
        order = sorted((u for u in x if x[u] is not None), key=lambda u: -x[u])
        scores = sorted(x[u] for u in order)
        place = {u: 1 + len(scores) - bisect.bisect_right(scores, x[u] + EPS) for u in order}
        last = sorted((u for (y, u) in self.partial if y == year and x[u] is None), key=lambda u: -self.partial[year, u])
        n, group = len(order) + len(last), {}
        sizes = dict(p.split(':') for p in self.groups_in('PAPI', year).split(';') if ':' in p).get(str(n))
        if sizes:
            at = 0
            for name, size in zip(PAPI_GROUPS, sizes.split('/')):
                for u in (order + last)[at:at + int(size)]:
                    group[u] = name
                at += int(size)
        return place, group, order, n

    def check_facts(self):
        self.seen, self.agree, self.compared = collections.Counter(), collections.Counter(), set()
        for (index, year), facts in sorted(self.fact.items()):
            for key, row in facts.items():
                scope, indicator, kind, label = key
                if self.node(index, indicator, year) is None and indicator not in ('RANK', 'ALL'):
                    self.fault(row.at, "%s has no indicator '%s' in %d" % (index, indicator, year))
                if re.fullmatch('[0-9]{2}', scope) and not self.unit_in(scope, year):
                    self.fault(row.at, "no unit '%s' in %d" % (scope, year))
                if kind == 'group':
                    if row['value'] not in PAPI_GROUPS + tuple('ABCD') and not re.fullmatch(r'[\d.]+-[\d.]+', row['value']):
                        self.fault(row.at, "'%s' is no group" % row['value'])
                elif not re.fullmatch(r'-?[0-9]+(\.[0-9]+)?', row['number']):
                    self.fault(row.at, "%s '%s' is no number" % (kind, row['value']))
                    continue
                if kind in LABELLED and not label:
                    self.fault(row.at, "%s '%s' has no label before a colon" % (kind, row['value']))
                exact = kind in COUNTS or kind.startswith('count_') or kind == 'group'
                if row['tolerance'] == '' or (exact and float(row['tolerance']) != 0):
                    self.fault(row.at, "tolerance '%s' of a %s" % (row['tolerance'], kind))
                self.compare(index, year, scope, indicator, kind, label, row)
        for kind in sorted(self.seen):
            self.count('facts, %s: %d, %d of them compared with values or other facts' % (kind, self.seen[kind], self.agree[kind]))
        self.count('facts: %d in all, %d compared' % (sum(self.seen.values()), sum(self.agree.values())))

    def leaves(self, code, year):
        below = self.children('PAPI', code, year)
        return sum(self.leaves(c['code'], year) for c in below) if below else 1

    def units_of(self, scope):
        return [u for u in self.old if scope == 'VN' or self.old[u]['region'] == scope]

    def compare(self, index, year, scope, indicator, kind, label, row):
        self.seen[kind] += 1
        name = '%s %d, %s.%s %s' % (index, year, scope, indicator, kind)
        # A sum of sub-dimensions carries the rounding of each of them.
        tol = float(row['tolerance'] or 0) + EPS + (0.00005 * self.leaves(indicator, year) if index == 'PAPI' else 0)
        get = lambda k, l='', s=scope: self.fact[index, year].get((s, indicator, k, l))
        known = {u: self.score(index, indicator, year, u) for u in self.units_of(scope)}
        known = {u: x for u, x in known.items() if x is not None}
        whole = scope == 'VN' and get('n_ranked') is not None and len(known) >= int(get('n_ranked')['value']) and \
            not (index == 'PCI' and (year < 2009 or len(known) < 63))
        if kind == 'median' and label:
            known.update({u: x for (y, u), x in self.partial.items() if index == 'PAPI' and y == year})
            if int(label) != len(known):
                self.fault(row.at, '%s: of %s units, and %d have a score or a part of it' % (name, label, len(known)))
        v = None if kind == 'group' else float(row['number'])

        def test(ok, what):
            self.agree[kind] += row.at not in self.compared
            self.compared.add(row.at)
            if not ok and not self.settled(index, indicator, year, (scope,)):
                self.fault(row.at, '%s %s: %s' % (name, row['value'], what))

        if kind == 'score' and scope in self.old:
            x = self.score(index, indicator, year, scope)
            if x is not None:
                test(abs(x - v) <= tol, 'the values give %.4f' % x)
        elif kind == 'rank' and index == 'PAPI':
            place = self.papi_places(indicator, year)[0].get(scope)
            if place is not None:
                test(place == v, 'the sums give place %d' % place)
        elif kind == 'group' and index == 'PAPI':
            group = self.papi_places(indicator, year)[1].get(scope)
            if group:
                test(group == row['value'], 'the sums give %s' % group)
        elif kind == 'group' and scope in known:
            m = re.fullmatch(r'([\d.]+)-([\d.]+)', row['value'])
            cuts = self.groups_in(index, year)
            if m:
                test(float(m[1]) - EPS <= known[scope] <= float(m[2]) + EPS, 'the score is %g' % known[scope])
            elif cuts and '/' not in cuts:
                letter = next((p.split(':')[0] for p in cuts.split(';') if known[scope] >= float(p.split(':')[1])), 'D')
                test(letter == row['value'], 'a score of %g is %s' % (known[scope], letter))
        elif kind == 'n_ranked' and index == 'PAPI':
            test(len(known) == v, '%d have every sub-dimension' % len(known))
        elif kind in ('mean', 'median') and (whole or (scope != 'VN' and len(known) == len(self.units_of(scope)))):
            xs = sorted(known.values())
            x = math.fsum(xs) / len(xs) if kind == 'mean' else (xs[len(xs) // 2] + xs[(len(xs) - 1) // 2]) / 2
            test(abs(x - v) <= tol, 'the %d values give %.4f' % (len(xs), x))
        elif kind in ('mean', 'median') and indicator == 'TOTAL' and scope == 'VN' and get('best') and get('worst'):
            low, high, n = float(get('worst')['number']), float(get('best')['number']), self.places(index, year)
            test(low <= v <= high, 'is not between worst and best')
            if kind == 'mean' and known and len(known) < n:
                rest = (n * v - sum(known.values())) / (n - len(known))
                test(low - 0.1 <= rest <= high + 0.1, 'the unknown would have to average %.2f' % rest)
        elif kind == 'mean' and scope in REGIONS:
            means = [(get('mean', '', s), len(self.units_of(s))) for s in REGIONS]
            if all(m for m, _ in means) and get('mean', '', 'VN'):
                x = sum(float(m['number']) * n for m, n in means) / sum(n for _, n in means)
                test(abs(x - float(get('mean', '', 'VN')['number'])) <= 0.02, 'the six regions give %.3f for the country' % x)
        elif kind == 'mean' and self.children(index, indicator, year) == [] and indicator != 'TOTAL':
            test(0 <= v <= 100, 'is no mean of scores')
        elif kind in ('n_up', 'n_down', 'n_same'):
            three = [float(r['number']) if r else None for r in map(get, ('n_up', 'n_down', 'n_same'))]
            n = sum(x for x in three if x is not None)
            test(n <= self.places(index, year), 'more than were ranked')
            if None not in three:
                test(n == self.places(index, year), 'up, down and the same are %d' % n)
        elif kind == 'rank_region':
            n = len(self.units_of(self.old[scope]['region'])) if scope in self.old else 0
            test(1 <= v <= n, 'its region has %d units' % n)
            place = self.v.get((index, 'RANK', year, scope))
            there = [self.v[index, 'RANK', year, u] for u in self.units_of(self.old[scope]['region']) if (index, 'RANK', year, u) in self.v]
            if place is not None:
                before, after = sum(p < place for p in there), sum(p > place for p in there)
                test(before + 1 <= v <= n - after, '%d of its region are known before it and %d after it' % (before, after))
        elif kind in ('smallest_rise', 'smallest_fall', 'largest_fall'):
            sign = 1 if kind == 'smallest_rise' else -1
            test(sign * v > 0, 'a rise is positive, a fall negative')
            moves = {u: known[u] - b for u in known for b in [self.score(index, indicator, year - 1, u)] if b is not None}
            if kind == 'largest_fall':
                test(all(m >= v - tol - 0.01 for m in moves.values()), 'a known province fell by more')
            else:
                test(all(sign * m <= 0.01 or sign * m >= sign * v - tol - 0.01 for m in moves.values()), 'a known province moved by less')
        elif kind == 'ratio' and get('best') and known:
            low = float(get('best')['number']) / v
            test(min(known.values()) >= low - 0.5, 'the lowest would be %.2f' % low)
        elif kind == 'best' and known:
            top = max(known.values())
            test(abs(top - v) <= tol if whole else top <= v + tol, 'the values hold %g' % top)
        elif kind == 'worst' and known:
            low = min(known.values())
            test(abs(low - v) <= tol if whole else low >= v - tol, 'the values hold %g' % low)
        elif kind == 'range' and get('best') and get('worst'):
            x = float(get('best')['number']) - float(get('worst')['number'])
            test(abs(x - v) <= tol + float(get('best')['tolerance']), 'best less worst is %.2f' % x)
        elif kind in ('count_above', 'count_below') and known:
            above = sum(x >= float(label) for x in known.values())
            below = len(known) - above
            places = self.places(index, year)
            n = above if kind == 'count_above' else below
            rest = below if kind == 'count_above' else above
            test(n <= v <= places - rest, '%d of the known lie there, %d do not' % (n, rest))
        elif kind == 'count_above_mean' and known and get('mean'):
            above = sum(x > float(get('mean')['number']) + float(get('mean')['tolerance']) for x in known.values())
            below = sum(x < float(get('mean')['number']) - float(get('mean')['tolerance']) for x in known.values())
            test(above <= v <= self.places(index, year) - below, '%d known above, %d below' % (above, below))
        elif kind == 'count_group' and index == 'PAPI' and scope in self.old:
            n = sum(self.papi_places(d['code'], year)[1].get(scope) == label for d in self.children('PAPI', 'TOTAL', year))
            test(n == v, '%d of its dimensions are in that group' % n)
        elif kind == 'count_group' and index == 'PAPI':
            group = self.papi_places(indicator, year)[1]
            test(sum(group.get(u) == label for u in self.units_of(scope)) == v,
                 '%d are in that group' % sum(group.get(u) == label for u in self.units_of(scope)))
        elif kind == 'count_group' and scope == 'VN':
            all_ = [float(r['number']) for (s, i, k, l), r in self.fact[index, year].items() if (s, i, k) == (scope, indicator, kind)]
            n, cuts = self.places(index, year), self.groups_in(index, year)
            test(sum(all_) <= n, 'the groups hold %d of %d' % (sum(all_), n))
            if cuts and '/' not in cuts:
                lows = [float(p.split(':')[1]) for p in cuts.split(';')] + [-math.inf]
                letters = [p.split(':')[0] for p in cuts.split(';')] + ['D']
                at = letters.index(label)
                high = lows[at - 1] if at else math.inf
                there = sum(lows[at] <= x < high for x in known.values())
                test(there <= v, '%d known scores lie there' % there)
                placed = [u for u in self.old if (index, 'RANK', year, u) in self.v and u in known and lows[at] <= known[u] < high]
                first = 1 + sum(float(r['number']) for l in letters[:at] for r in [get('count_group', l)] if r)
                for u in placed:
                    p = self.v[index, 'RANK', year, u]
                    if all(get('count_group', l) for l in letters[:at]):
                        test(first <= p < first + v, 'unit %s has %g at place %d' % (u, known[u], p))
        elif kind in ('group_from', 'group_to') and index == 'PAPI':
            place, group, order, _ = self.papi_places(indicator, year)
            xs = [self.papi[indicator, year, u] for u in order if group.get(u) == label]
            if xs:
                x = min(xs) if kind == 'group_from' else max(xs)
                test(abs(x - v) <= tol, 'the sums give %.4f' % x)
        elif kind == 'group_from':
            cuts = dict(p.split(':') for p in self.groups_in(index, year).split(';') if ':' in p)
            if cuts:
                test(label in cuts and float(cuts[label]) == v, 'the scheme says %s' % cuts.get(label))
        elif kind == 'change' and scope in self.old:
            a, b = self.score(index, indicator, year - 1, scope), self.score(index, indicator, year, scope)
            if a is not None and b is not None:
                test(abs(b - a - v) <= tol + 0.01, 'the values give %.2f' % (b - a))
        elif kind == 'rank_change' and scope in self.old:
            place = 'RANK' if indicator in ('TOTAL', 'RANK') else indicator + '_RANK'
            a, b = (self.v.get((index, place, y, scope)) for y in (year - 1, year))
            if a is not None and b is not None:
                test(a - b == v, 'places %d and %d' % (a, b))
        elif kind == 'withheld':
            test(scope in self.old and v == 1 and (indicator, year, scope) not in self.papi, 'a value is there')

    # -- conflicts, measures, goals, scenarios -----------------------------------------------------------

    def load_conflicts(self):
        self.conflict = {(r['index'], r['indicator'], r['year'], r['unit']): r for r in self.rows('conflicts')}

    def check_conflicts(self):
        cells = collections.defaultdict(list)
        for r in self.rows('values'):
            cells[r['index'], r['indicator'], r['year'], r['unit']].append(r)
        for (index, indicator, year, unit), row in self.conflict.items():
            year = int(year)
            if not row['kept'] or not row['other']:
                continue
            kept, sources = float(row['kept']), set()
            if float(row['other']) == kept:
                self.fault(row.at, 'kept and other are the same')
            if unit == 'VN':
                facts = [r for (s, i, k, l), r in self.fact[index, year].items() if s == 'VN' and i == indicator and r['number'] and
                         re.search(r'\b%s\b' % k, row['reason'])]
                if not any(float(r['number']) == kept for r in facts):
                    self.fault(row.at, 'no fact of %s %d holds %s' % (index, year, row['kept']))
                continue
            x = self.score(index, indicator, year, unit)
            if x is None or abs(x - kept) > (0.005 if index == 'PAPI' else EPS):
                self.fault(row.at, 'kept %s, but the value is %s' % (row['kept'], 'missing' if x is None else '%g' % x))
            for r in cells[index, indicator, str(year), unit] if index != 'PAPI' else ():
                sources |= set(r['source'].split('|'))
            if sources and row['source'] not in sources:
                self.fault(row.at, "the value does not come from '%s'" % row['source'])
        self.count('conflicts: %d cells settled' % len(self.conflict))

    def component(self, text, year=None):
        index, _, code = text.partition('.')
        if (index, code or 'TOTAL') not in self.nodes:
            return False
        return year is None or self.node(index, code or 'TOTAL', year) is not None

    def check_levers(self):
        rows, first = self.rows('levers'), {}
        for row in rows:
            if '.' not in row['component'] or not self.component(row['component']):
                self.fault(row.at, "component '%s' is in no structure.csv" % row['component'])
            one = first.setdefault(row['id'], row)
            for k in row:
                if k not in ('component', 'mean', 'sd', 'per', 'note', 'note_vi', 'link', 'source', 'aims_at', 'at') and row[k] != one[k]:
                    self.fault(row.at, "%s of '%s' differs from its first row" % (k, row['id']))
            if row['sd'] and not row['mean'] or row['mean'] and not row['per']:
                self.fault(row.at, 'an effect needs mean and per, and sd a mean')
            if row['mean'] and row['note'] == '':
                self.fault(row.at, 'an effect needs to say where it comes from')
            for k in ('quantity_en', 'quantity_vi'):
                if row[k] not in row['note']:
                    self.fault(row.at, 'the note does not hold %s' % k)
            if {'people who answer' in row['note'], 'người trả lời khảo sát' in row['note_vi']} != {row['aims_at'] == 'respondents'}:
                self.fault(row.at, 'aims_at and the warning about the people who answer, in both languages, do not agree')
            for code in row['ordered_by'].split('|'):
                if code not in self.old:
                    self.fault(row.at, "ordered_by '%s' is no unit" % code)
        for row in rows:
            for k in ('requires', 'excludes'):
                for i in filter(None, row[k].split('|')):
                    if i not in first:
                        self.fault(row.at, "%s '%s' is no measure" % (k, i))
        self.count('levers: %d measures on %d components, %d with an effect' % (
            len(first), len({r['component'] for r in rows}), len({r['id'] for r in rows if r['mean']})))

    def check_goals(self):
        rows = self.rows('goals')
        alternatives = collections.Counter(r['any'] for r in rows if r['any'])
        for row in rows:
            year = int(row['year']) if row['year'] else None
            if not self.component(row['index'], year and min(year, 2024)):
                self.fault(row.at, "index '%s' is in no structure.csv%s" % (row['index'], ' of %d' % year if year else ''))
            # A plan of 2024 may name a year in which its province is part of another.
            if row['unit'] != 'VN' and not self.unit_in(row['unit'], year or 2024) and not self.unit_in(row['unit'], 2024):
                self.fault(row.at, "no unit '%s' in %s" % (row['unit'], year or 2024))
            if year and row['base_year'] and int(row['base_year']) >= year:
                self.fault(row.at, 'base_year is not before year')
            if (row['expect'] == 'parse') != bool(row['kind']):
                self.fault(row.at, 'a goal has a kind when it is to be parsed, and only then')
            if bool(row['met']) != bool(row['outcome']):
                self.fault(row.at, 'outcome and met come together')
            if row['any'] and alternatives[row['any']] < 2:
                self.fault(row.at, "'%s' is the only alternative '%s'" % (row['id'], row['any']))
            numbers = lambda t: {x.lstrip('0') for x in re.findall(r'\d+(?:[.,]\d+)?', t)}
            if not numbers(row['goal']) <= numbers(row['text_vi']) and 'arithmetic' not in row['text_en']:
                self.fault(row.at, "goal '%s' holds a figure that text_vi does not" % row['goal'])
            for k in ('value', 'value2'):
                if re.fullmatch(r'[\d.]+', row[k]) and row['kind'] not in ('keep', 'improve') and \
                        row[k] not in {n.replace(',', '.') for n in numbers(row['goal'])}:
                    self.fault(row.at, "%s %s is not in the goal '%s'" % (k, row[k], row['goal']))
            places = re.findall(r'rank (\d+) of (\d+)', row['outcome'])
            if row['index'] == 'PAPI' and places and row['unit'] in self.old and 'of 14' not in row['outcome']:
                place, _, order, _ = self.papi_places('TOTAL', int(row['outcome_year']))
                last = re.findall(r'(?:-> |rank )(\d+) of (\d+)', row['outcome'])[-1]
                if (place.get(row['unit']), len(order)) != tuple(map(int, last)):
                    self.fault(row.at, "outcome '%s', but the sums give place %s of %d" % (row['outcome'], place.get(row['unit']), len(order)))
            known = self.v.get((row['index'], 'RANK', int(row['outcome_year'] or 0), row['unit']))
            said = re.findall(r'rank (\d+)', row['outcome'])
            if known and '->' not in row['outcome'] and said and int(said[0]) != known:
                self.fault(row.at, "outcome '%s', but the published place is %d" % (row['outcome'], known))
        n = collections.Counter(r['expect'] for r in rows)
        self.count('goals: %d (%s); outcomes %d: %s' % (
            len(rows), ', '.join('%s %d' % p for p in sorted(n.items())), sum(bool(r['met']) for r in rows),
            ', '.join('%s %d' % p for p in sorted(collections.Counter(r['met'] for r in rows if r['met']).items()))))

    # -- properties, reforms, sampling errors, criteria ---------------------------------------------------

    def check_properties(self):
        """What the indices are, said by the package: no code knows them by name."""
        known = {row['index'] for row in self.rows('indices')}
        weighs = [row for row in self.rows('structure') if row.get('merge') == 'population']
        if len({row['code'] for row in weighs}) != 1:
            self.fault('indices.csv:1', '%d series weigh the provinces, one must' % len(weighs))
        nested = [row for row in self.rows('structure') if row.get('same_as')]
        for row in nested:
            if row['same_as'] not in known or row['same_as'] == row['index']:
                self.fault(row.at, "same_as '%s' is no other index" % row['same_as'])
            if not row['factor'] or float(row['factor']) <= 0:
                self.fault(row.at, 'a node that repeats an index needs a factor above 0')
            elif row['max'] and abs(float(row['factor']) * 100 - float(row['max'])) > EPS:
                self.fault(row.at, 'factor %s of 100 points is not its maximum, %s' % (row['factor'], row['max']))
            for (i, ind, year, u), x in self.v.items():
                whole = self.v.get((row['same_as'], 'TOTAL', year, u))
                if (i, ind) == (row['index'], row['code']) and whole is not None and self.node(i, ind, year) is row:
                    if abs(x - float(row['factor'] or 0) * whole) > 0.15:
                        self.fault(self.at[i, ind, year, u], '%g points, but %s x %g' % (x, row['factor'], whole))
        self.count('properties: %d surveys, %d nodes that repeat an index' % (
            sum(row['survey'] == 'yes' for row in self.rows('indices')), len(nested)))

    def exposure(self, row):
        """The rule: opened by 30 June counts for the same year; later, or the year alone, for the next."""
        m = re.fullmatch(r'(\d{4})-(\d\d)(-\d\d)?', row['date'])
        return int(row['adopt_year']) + (not m or int(m[2]) > 6)

    def check_adoption(self):
        levers, measures = {r['id'] for r in self.rows('levers')}, {r['measure']: r for r in self.rows('measures')}
        for row in measures.values():
            for c in row['components'].split('|'):
                if '.' not in c or not self.component(c):
                    self.fault(row.at, "component '%s' is in no structure.csv" % c)
            for i in filter(None, row['levers'].split('|')):
                if i not in levers:
                    self.fault(row.at, "lever '%s' is not in levers.csv" % i)
        for row in self.rows('adoption'):
            if row['unit'] not in self.old:
                self.fault(row.at, "unit '%s' is not among the 63" % row['unit'])
            year = row['adopt_year'] or row['date'][:4]
            if row['status'] == 'dated' and not row['adopt_year']:
                self.fault(row.at, 'a dated adoption needs its year')
            if row['status'] != 'dated' and (row['adopt_year'] or row['exposure_year']):
                self.fault(row.at, 'only a dated adoption has a year')
            if row['status'] == 'dated' and row['date'] and row['date'][:4] != row['adopt_year']:
                self.fault(row.at, 'the year is not that of the date')
            if row['exposure_year'] and row['adopt_year'] and int(row['exposure_year']) == self.exposure(row):
                self.fault(row.at, 'exposure_year %s is what the rule says: leave it empty' % row['exposure_year'])
            if row['not_before'] and row['not_after'] and row['not_before'] > row['not_after']:
                self.fault(row.at, 'not_before is after not_after')
            if row['status'] == 'dated' and row['adopt_year'] and not (row['not_before'] or year) <= year <= (row['not_after'] or year):
                self.fault(row.at, 'the year contradicts its bounds')
        for row in self.rows('adoption_counts'):
            day = lambda r: r['date'] or r['adopt_year'] + '-12-31'
            n = sum(r['measure'] == row['measure'] and (
                r['status'] == 'dated' and day(r) <= (row['date'] + '-99')[:10] or
                r['status'] == 'bounded' and r['not_after'] != '' and r['not_after'] < row['date'][:4]) for r in self.rows('adoption'))
            if row['of'] != '34' and n > int(row['count']) + int(row['tolerance']):
                self.fault(row.at, '%s adopters are said, adoption.csv holds %d by then' % (row['count'], n))
        n = collections.Counter(r['measure'] for r in self.rows('adoption') if r['status'] == 'dated')
        self.count('adoption: %d rows; dated: %s' % (len(self.rows('adoption')), ', '.join('%s %d' % p for p in n.most_common())))

    def check_precision(self):
        n = collections.Counter()
        for row in self.rows('precision'):
            year = int(row['year'])
            node = self.node(row['index'], row['indicator'], year)
            if node is None:
                self.fault(row.at, "%s has no indicator '%s' in %d" % (row['index'], row['indicator'], year))
                continue
            if not self.unit_in(row['unit'], year):
                self.fault(row.at, "no unit '%s' in %d" % (row['unit'], year))
            se, high = (float(row[c]) if row[c] else None for c in ('std_error', 'std_error_high'))
            if se is None and not row['n']:
                self.fault(row.at, 'neither a standard error nor a number of answers')
            if se is not None and (se <= 0 or (node['max'] and node['min'] and se > (float(node['max']) - float(node['min'])) / 2)):
                self.fault(row.at, 'a standard error of %g cannot be' % se)
            if se is not None and high is not None and high < se:
                self.fault(row.at, 'the high standard error is below the low one')
            n[row['index'], 'with an error' if se is not None else 'answers only'] += 1
        self.count('precision: %s' % ', '.join('%s %s %d' % (k + (v,)) for k, v in sorted(n.items())))

    def check_criteria(self):
        levers, schemes = {r['id'] for r in self.rows('levers')}, {(r['index'], r['scheme']): r for r in self.rows('schemes')}
        have = {(r['index'], r['scheme'], r['code']): r for r in self.rows('criteria')}
        for row in have.values():
            s = schemes.get((row['index'], row['scheme']))
            if s is None:
                self.fault(row.at, "scheme '%s' is not in schemes.csv" % row['scheme'])
                continue
            if row['parent'] and (row['index'], row['scheme'], row['parent']) not in have and self.node(row['index'], row['parent'], int(s['first_year'])) is None:
                self.fault(row.at, "parent '%s' is in neither table" % row['parent'])
            if row['code'].startswith('u-') and row['max']:
                self.fault(row.at, 'no maximum of a single criterion is public')
            node = self.node(row['index'], row['code'], int(s['first_year']))
            if node is not None and node['max'] and row['max'] and float(node['max']) != float(row['max']):
                self.fault(row.at, 'max %s, but %s in structure.csv' % (row['max'], node['max']))
            for i in filter(None, row['levers'].split('|')):
                if i not in levers:
                    self.fault(row.at, "lever '%s' is not in levers.csv" % i)
        for key in sorted({k[:2] for k in have}):
            maxima = [have[key + ('C%d' % c,)]['max'] for c in range(1, 9) if key + ('C%d' % c,) in have]
            total = sum(float(m) for m in maxima if m)
            if total > 100 + EPS or (len(maxima) == 8 and all(maxima) and abs(total - 100) > EPS):
                self.fault(have[key + ('TOTAL',)].at, 'the maxima of its fields add up to %g' % total)
        for row in self.rows('lost_points'):
            year, code = int(row['year']), row['code']
            if self.node(row['index'], code, year) is None and code not in {k[2] for k in have}:
                self.fault(row.at, "%s has no '%s' in %d" % (row['index'], code, year))
            if code.startswith('u-') and (row['awarded'] or row['lost']):
                self.fault(row.at, 'no points of a single criterion are public')
            if row['awarded'] and row['lost'] and row['max'] and abs(float(row['awarded']) + float(row['lost']) - float(row['max'])) > 0.006:
                self.fault(row.at, 'awarded and lost are not the maximum')
            x = self.v.get((row['index'], code, year, row['unit']))
            if x is not None and row['awarded'] and abs(x - float(row['awarded'])) > 0.006:
                self.fault(row.at, 'awarded %s, but the value is %g' % (row['awarded'], x))
        self.count('criteria: %d rows in %d schemes; lost points: %d rows' % (len(have), len({k[1] for k in have}), len(self.rows('lost_points'))))

    def check_json(self):
        schemas = {}
        for name in SCHEMAS:
            path = 'schemas/%s.schema.json' % name
            s = self.read_json(path) if os.path.isfile(self.path(path)) else None
            if s is None:
                self.fault(path + ':1', 'is missing or damaged')
                continue
            schemas[name] = s
            try:
                jsonschema.Draft202012Validator.check_schema(s)
            except jsonschema.SchemaError as e:
                self.fault(path + ':1', 'is no JSON Schema: %s' % e.message)
            if s.get('properties', {}).get('schema', {}).get('const') != 'tangbac/%s/1' % name:
                self.fault(path + ':1', "does not fix the member schema to 'tangbac/%s/1'" % name)
            for ref in re.findall(r'"\$ref": "([^"]*)"', json.dumps(s)):
                if not ref.startswith('#/$defs/') or ref[8:] not in s.get('$defs', {}):
                    self.fault(self.line_of(path, ref), "reference '%s' does not resolve inside the file" % ref)
        refused = {(r['unit'], fold(r['goal'])) for r in self.rows('goals') if r['expect'] != 'parse'}
        found = 0
        for r in self.by_role['scenario']:
            s, at = self.read_json(r['path']), r['path'] + ':1'
            if s is None or 'scenario' not in schemas:
                continue
            errors = list(jsonschema.Draft202012Validator(schemas['scenario']).iter_errors(s))
            for e in errors:
                self.fault(self.line_of(r['path'], self.quoted(e.message)), '%s: %s' % ('/'.join(map(str, e.absolute_path)) or 'scenario', e.message))
            if errors:
                continue
            found += 1
            if not self.unit_in(s['unit'], s['year']):
                self.fault(at, "no unit '%s' in %d" % (s['unit'], s['year']))
            if s['origin'] >= s['year']:
                self.fault(at, 'origin %d is not before year %d' % (s['origin'], s['year']))
            if isinstance(s.get('levers'), str):
                p = os.path.normpath(os.path.join(os.path.dirname(r['path']), s['levers']))
                if p != self.by_role['levers'][0]['path']:
                    self.fault(at, "levers '%s' is not the package's file" % s['levers'])
            for g in s['goals']:
                for g in g.get('any', [g]):
                    here = self.line_of(r['path'], json.dumps(g['goal'], ensure_ascii=False))
                    if not self.component(g['index'], s['year']):
                        self.fault(here, "index '%s' is in no structure.csv of %d" % (g['index'], s['year']))
                    if (s['unit'], fold(g['goal'])) in refused:
                        self.fault(here, "goal '%s' is one that is refused" % g['goal'])
        self.count('json: %d schemas, %d scenarios' % (len(schemas), found))

    def check_templates(self):
        for r in self.by_role['template']:
            rows, index = self.tables[r['name']], r.get('tangbac:index')
            columns = [f['name'] for f in r['schema']['fields']]
            if columns[:len(EVENTS)] == EVENTS:
                for row in rows:
                    if row['name_vi'] != self.old.get(row['unit'], {}).get('name_vi') or any(row[c] for c in EVENTS if c != 'unit'):
                        self.fault(row.at, 'a template holds no events, and the name of its unit')
                if [row['unit'] for row in rows] != sorted(self.old):
                    self.fault(r['path'] + ':1', 'does not hold the 63 provinces, once each, by code')
                continue
            if columns == CRITERIA:
                for row in rows:
                    node = self.node(index, row['criterion'], 2024)
                    if node is None or node['parent'] != row['parent'] or node['max'] != row['max']:
                        self.fault(row.at, "'%s' is not what structure.csv says" % row['criterion'])
                    if row['how'] not in ('report', 'survey', 'statistic') or row['awarded'] or row['self_score']:
                        self.fault(row.at, 'a template holds no points, and how is report, survey or statistic')
                continue
            if [row['unit'] for row in rows] != sorted(self.old):
                self.fault(r['path'] + ':1', 'does not hold the 63 provinces, once each, by code')
            for c in columns[3:]:
                if c != 'RANK' and self.node(index, c, 2024) is None:
                    self.fault(r['path'] + ':1', "column '%s' is no indicator of %s" % (c, index))
            for row in rows:
                if any(row[c] for c in columns[3:]) or row['name_vi'] != self.old.get(row['unit'], {}).get('name_vi'):
                    self.fault(row.at, 'a template holds no figures, and the name of its unit')
        path = os.path.join(HERE, 'par-criteria-synthetic.csv')
        with open(path, encoding='utf-8', newline='') as f:
            reader = csv.DictReader(f)
            total = 0.0
            for row in reader:
                at = 'par-criteria-synthetic.csv:%d' % reader.line_num
                if list(row) != CRITERIA:
                    self.fault(at, 'columns are %s' % ','.join(CRITERIA))
                    break
                if 'synthetic' not in row['note'].lower() or 'giả lập' not in row['note']:
                    self.fault(at, 'a row of a made-up sheet must say so')
                if row['how'] not in ('report', 'survey', 'statistic') or not 0 <= float(row['awarded']) <= float(row['max']):
                    self.fault(at, 'how or awarded is wrong')
                total += float(row['max'])
            if abs(total - 100) > EPS:
                self.fault('par-criteria-synthetic.csv:1', 'maxima add up to %g' % total)

    def coverage(self):
        """Known scores and published places of TOTAL by index and year (PAPI: sums)."""
        table = []
        for i in INDICES:
            for year in sorted(self.years[i] | {y for (x, y) in self.fact if x == i}):
                scores = sum(self.score(i, 'TOTAL', year, u) is not None for u in self.old)
                ranks = sum((i, 'RANK', year, u) in self.v for u in self.old)
                n = self.fact[i, year].get(('VN', 'TOTAL', 'n_ranked', ''))
                if scores or ranks or n:
                    table.append((i, year, scores, ranks, n['value'] if n else ''))
        return table

    def check_coverage(self):
        """README.md counts what is known; the counts must be true."""
        text = ''
        if os.path.isfile(self.path('README.md')):
            with open(self.path('README.md'), encoding='utf-8') as f:
                text = f.read()
        claimed, real = {}, {(i, y): (s, r, n) for i, y, s, r, n in self.coverage()}
        for number, line in enumerate(text.split('\n'), 1):
            m = re.match(r'\| (%s) \|' % '|'.join(INDICES), line)
            for year, s, r, n in re.findall(r'(\d{4}) (\d+)/(\d+)/(\d+|-)', line) if m else ():
                claimed[m[1], int(year)] = (int(s), int(r), '' if n == '-' else n), number
        for key, what in real.items():
            if key not in claimed:
                self.fault('README.md:1', 'coverage of %s %d is not in the table' % key)
            elif claimed[key][0] != what:
                self.fault('README.md:%d' % claimed[key][1], '%s %d: %s claimed, %s counted' % (key + claimed[key][:1] + (what,)))
        for n, what in ((len({r['id'] for r in self.rows('levers')}), '%d measures'), (len(self.rows('goals')), '%d goals'),
                        (sum(bool(r['met']) for r in self.rows('goals')), 'of %d it is known'),
                        (sum(r['index'] == 'GSO' for r in self.rows('values')), 'Covariates: {:,} values')):
            what = what.format(n) if '{' in what else what % n
            if what not in text:
                self.fault('README.md:1', "does not say '%s'" % what)
        for key in claimed:
            if key not in real:
                self.fault('README.md:%d' % claimed[key][1], '%s %d: nothing is known' % key)
        for i in INDICES:
            self.count('coverage %s (year scores/ranks/ranked): %s' % (
                i, ', '.join('%d %d/%d/%s' % (y, s, r, n or '-') for j, y, s, r, n in self.coverage() if j == i)))

    def check_words(self):
        for folder, _, files in os.walk(self.root):
            for f in files:
                p = os.path.join(folder, f)
                with open(p, encoding='utf-8', errors='replace') as h:
                    for n, line in enumerate(h, 1):
                        # Only the built panel and the package's own measures are named by a path that climbs.
                        line = line.replace('"../../build/panel.h5"', '').replace('"../levers.csv"', '')
                        if re.search(r'\.\./|(^|[\s"(`,])/[a-z]+/', line):
                            self.fault('%s:%d' % (os.path.relpath(p, self.root), n), 'names a place outside the repository')

    def run(self):
        if not self.check_descriptor():
            return
        for r in self.package['resources']:
            if 'schema' in r:
                self.tables[r['name']] = self.read_table(r)
                self.check_cells(r, self.tables[r['name']])
        self.check_keys()
        if any(not t and 'facts' not in n for n, t in self.tables.items()):
            self.fault('datapackage.json:1', 'empty or unreadable: %s' % ', '.join(n for n, t in self.tables.items() if not t and 'facts' not in n))
            return
        self.load_conflicts()
        for step in (self.check_units, self.check_sources, self.check_structure, self.check_values, self.check_sums,
                     self.check_orders, self.check_facts, self.check_conflicts, self.check_levers, self.check_goals,
                     self.check_properties, self.check_adoption, self.check_precision, self.check_criteria, self.check_json, self.check_templates, self.check_coverage, self.check_words):
            step()


def main(argv):
    check = Check(argv[1] if len(argv) > 1 else DEFAULT)
    check.run()
    for line in check.counts:
        print(line)
    for line in check.faults:
        print(line, file=sys.stderr)
    print('%s: %d faults' % (check.root if len(argv) > 1 else 'datasets', len(check.faults)))
    return 1 if check.faults else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv))
