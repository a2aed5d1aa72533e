"""trial.py - what the tests of the panel share: a small package of their own, the command run in an empty folder, cells read back with h5py."""
import json
import os
import subprocess
import tempfile
import unittest

import h5py
import numpy as np

COMMAND = os.environ["TANGBAC"]
SOURCE = os.environ["SRC"]
PANEL = os.environ["PANEL"]

# Synthetic: four units, one of them from 2020 on only, and an index of two parts. No figure here is anybody's.
SMALL = {
    "units.csv": "unit,name_vi,name_en,region,kind,valid_from,valid_to,successor\n"
                 "01,Hà Thử,Ha Thu,N,province,2000,,\n02,Lai Thử,Lai Thu,N,province,2000,,\n"
                 "03,Bình Thử,Binh Thu,S,province,2000,2019,04\n04,Đắk Thử,Dak Thu,S,province,2020,,\n",
    "aliases.csv": "alias,unit\nHT,01\nTP Hà Thử,01\n",
    "sources.csv": "source,publisher,title,published,url\nMINISTRY,The Ministry,The table,2022,https://example.org/t\nPRESS,A newspaper,An article,2022,\n",
    "structure.csv": "index,code,parent,name_vi,name_en,min,max,weight,first_year,last_year,kind,source,note\n"
                     "IX,TOTAL,,Tổng,Total,0,100,,2010,,total,MINISTRY,\nIX,A,TOTAL,Phần A,Part A,0,60,1,2010,,field,MINISTRY,\n"
                     "IX,B,TOTAL,Phần B,Part B,0,40,1,2010,,field,MINISTRY,\nIX,OLD,,Cũ,Old,0,10,,2010,2015,cut,MINISTRY,\n",
    "schemes.csv": "index,scheme,first_year,last_year,announced,groups,source\nIX,first,2010,2019,,A:90;B:80,MINISTRY\nIX,second,2020,,2019-12-01,,MINISTRY\n",
    "values.csv": "index,indicator,year,unit,value,source,basis\nIX,TOTAL,2018,01,86.4,PRESS,published\nIX,RANK,2018,01,2,PRESS,published\n"
                  "IX,TOTAL,2018,02,90.5,MINISTRY,published\nIX,TOTAL,2018,03,70,PRESS,derived\n",
    "facts.csv": "index,year,scope,indicator,kind,value,tolerance,source,basis,note\nIX,2018,VN,TOTAL,n_ranked,3,0,MINISTRY,published,\n",
}
ROLES = ["units", "aliases", "indices", "sources", "structure", "schemes", "conflicts", "values", "facts", "neighbours", "heads", "not_units", "agencies", "measures", "adoption", "criteria", "precision",
         "studies"]


class Trial(unittest.TestCase):
    """A test with a folder of its own; the small package stands in it as datapackage.json."""

    maxDiff = None

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def write(self, name, content, encoding="utf-8"):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as f:
            f.write(content if isinstance(content, bytes) else content.encode(encoding))
        return self.path(name)

    def package(self, changes=None, extra=None):
        """The small package with some files replaced (None takes one away); returns the path of its descriptor."""
        files = dict(SMALL, **(changes or {}))
        files = {name: text for name, text in files.items() if text is not None}
        for name, text in files.items():
            self.write(name, text)
        resources = [dict({"name": r, "path": r + ".csv", "tangbac:role": r}) for r in ROLES if r + ".csv" in files]
        return self.write("datapackage.json", json.dumps(dict({"name": "small", "resources": resources}, **(extra or {}))))

    def run_command(self, *args, stdin=None, preexec=None):
        env = dict(os.environ, LC_ALL="C.UTF-8")
        return subprocess.run([COMMAND, *args], capture_output=True, cwd=self.folder.name, env=env, stdin=stdin or subprocess.DEVNULL, preexec_fn=preexec)

    def import_(self, *args, code=0, out="panel.h5"):
        """Imports into panel.h5 and returns the words on standard error; the exit code must be `code`."""
        done = self.run_command("import", *args, "-o", out)
        words = done.stderr.decode()
        self.assertEqual(done.returncode, code, words)
        if code == 0:
            self.report = json.loads(done.stdout)
        return words

    def panel(self, out="panel.h5"):
        return h5py.File(self.path(out), "r")

    def cell(self, index, indicator, year, unit, what="value", out="panel.h5"):
        with self.panel(out) as f:
            g = f[index]
            at = [list(g["year"][:]).index(year), list(g["unit"].asstr()[:]).index(unit), list(g["indicator"].asstr()[:]).index(indicator)]
            return g[what][tuple(at)]

    def source_of(self, index, indicator, year, unit, what="source"):
        row = self.cell(index, indicator, year, unit, what)
        with self.panel() as f:
            return f["source/id"].asstr()[row] if row >= 0 else None

    def assertWords(self, words, *patterns):
        for p in patterns:
            self.assertRegex(words, p)


def nan_equal(a, b):
    return np.array_equal(np.asarray(a, float), np.asarray(b, float), equal_nan=True)
