#!/usr/bin/python3
"""Each JSON Schema of the package accepts a smallest result and refuses it when a promised member is left out."""
import copy
import glob
import json
import os
import sys

import jsonschema

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMAS = os.path.normpath(os.path.join(HERE, '..', '..', 'datasets', 'schemas'))


def smallest(s, defs, hint=None):
    """An instance with every required member, and one element in every array."""
    while '$ref' in s:
        s = defs[s['$ref'].split('/')[-1]]
    if 'const' in s:
        return s['const']
    if 'enum' in s:
        return s['enum'][0]
    if 'oneOf' in s:
        return smallest(s['oneOf'][0], defs)
    t = s.get('type')
    t = t if isinstance(t, list) else [t]
    if 'object' in t:
        return {k: smallest(s['properties'][k], defs, k) for k in s.get('required', [])}
    if 'array' in t:
        return [smallest(s['items'], defs)] if 'items' in s else []
    if 'number' in t or 'integer' in t:
        return max(1, s.get('minimum', 1)) if s.get('maximum', 2) >= 1 else 0
    if 'string' in t:
        return {'sha256': '0' * 64, 'tangbac': '0.1.0', 'index': 'PAPI', 'component': 'PAPI.D5'}.get(hint, 'x')
    return True if 'boolean' in t else None


def is_number(s, defs):
    """Whether a property holds numbers, itself or as the elements of a list."""
    while '$ref' in s:
        s = defs[s['$ref'].split('/')[-1]]
    t = s.get('type')
    t = t if isinstance(t, list) else [t]
    return 'number' in t or 'integer' in t or ('array' in t and 'items' in s and is_number(s['items'], defs))


def bare_properties(s, defs, path=''):
    """Properties that do not say what they are, or numbers that do not say what they are counted in."""
    if isinstance(s, dict):
        own = s.get('properties') if isinstance(s.get('properties'), dict) else {}
        for k, v in own.items():
            if not v.get('description'):
                yield '%s/%s has no description' % (path, k)
            if is_number(v, defs) and not v.get('unit'):
                yield '%s/%s has no unit' % (path, k)
        for k, v in s.items():
            yield from bare_properties(v, defs, path + '/' + k)
    elif isinstance(s, list):
        for v in s:
            yield from bare_properties(v, defs, path)


def members(x, path=()):
    if isinstance(x, dict):
        for k in x:
            yield path + (k,)
            yield from members(x[k], path + (k,))
    elif isinstance(x, list):
        for i, y in enumerate(x):
            yield from members(y, path + (i,))


def without(x, path):
    x = copy.deepcopy(x)
    at = x
    for k in path[:-1]:
        at = at[k]
    del at[path[-1]]
    return x


def main():
    failed = dropped = 0
    files = sorted(glob.glob(os.path.join(SCHEMAS, '*.json')))
    for name in files:
        with open(name, encoding='utf-8') as f:
            s = json.load(f)
        for what in bare_properties(s, s.get('$defs', {})):
            print('%s: %s' % (os.path.basename(name), what))
            failed += 1
        if 'tangbac' in s['properties'] and s['properties'].get('$schema', {}).get('const') != s['$id']:
            print('%s: results do not link to it' % os.path.basename(name))
            failed += 1
        v, x = jsonschema.Draft202012Validator(s), smallest(s, s['$defs'])
        for e in v.iter_errors(x):
            print('%s: the smallest result is refused: %s: %s' % (os.path.basename(name), list(e.absolute_path), e.message))
            failed += 1
        for p in members(x):
            dropped += 1
            if v.is_valid(without(x, p)):
                print('%s: accepted without %s' % (os.path.basename(name), '/'.join(map(str, p))))
                failed += 1
        if v.is_valid(dict(x, unknown=1)):
            print('%s: accepted with an unknown member beside the promised ones' % os.path.basename(name))
            failed += 1
        if 'result' in x and not v.is_valid(dict(x, result=dict(x['result'], more=1))):
            print('%s: more members in result are welcome' % os.path.basename(name))
            failed += 1
    print('%d schemas, %d members left out, %d faults' % (len(files), dropped, failed))
    return 1 if failed or not files else 0


if __name__ == '__main__':
    sys.exit(main())
