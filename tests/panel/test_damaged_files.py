"""Files that are no panel, or were one: one sentence, the exit code of the contract, never a crash; and nothing printed by HDF5."""
import os
import random
import shutil
import unittest

import h5py

from trial import PANEL, Trial

# every command that opens a panel and needs no more than it
READERS = [["show", "{}"], ["export", "{}", "-o", "out.csv"]]


class Damaged(Trial):
    def refused(self, name, code=3, *words, options=()):
        for reader in READERS:
            done = self.run_command(*[a.format(name) for a in reader], *options)
            said = done.stderr.decode("utf-8", "replace")
            self.assertEqual(done.returncode, code, (reader, said))
            self.assertEqual(len(said.strip().splitlines()), 1, said)
            self.assertNotIn("HDF5-DIAG", said)
            self.assertIn(name, said)
            self.assertEqual(done.stdout, b"")
            for w in words:
                self.assertRegex(said, w)

    def test_not_there_or_a_directory(self):
        self.refused("none.h5", 1, "no file")
        os.mkdir(self.path("folder.h5"))
        self.refused("folder.h5", 1, "directory")

    def test_empty(self):
        self.write("empty.h5", b"")
        self.refused("empty.h5", 3, "empty")

    def test_foreign(self):
        self.write("text.h5", "index,year\nPAPI,2021\n")
        self.refused("text.h5", 3, "not a panel")
        self.write("noise.h5", random.Random(1).randbytes(5000))
        self.refused("noise.h5", 3, "not a panel")
        with h5py.File(self.path("other.h5"), "w") as f:
            f["x"] = [1, 2, 3]
        self.refused("other.h5", 3, "not a panel", options=["--unsealed"])

    def test_newer_schema(self):
        shutil.copy(PANEL, self.path("newer.h5"))
        with h5py.File(self.path("newer.h5"), "r+") as f:
            f.attrs["tangbac_schema"] = 2
        self.refused("newer.h5", 3, "schema 2", "newer", options=["--unsealed"])

    def test_cut_off_anywhere(self):
        with open(PANEL, "rb") as f:
            whole = f.read()
        at = [1, 7, 8, 9, 63, 64, 95, 96, 97, 511, 512, 2047, len(whole) - 1, len(whole) - 60, len(whole) - 85, len(whole) - 87]
        at += [len(whole) * k // 24 for k in range(1, 24)]
        for n in at:
            with self.subTest(n):
                self.write("cut.h5", whole[:n])
                self.refused("cut.h5", 3)

    def test_bytes_that_flipped(self):
        with open(PANEL, "rb") as f:
            whole = f.read()
        rng = random.Random(2)
        for k in range(60):
            hurt = bytearray(whole)
            hurt[rng.randrange(8, len(hurt) - 87)] ^= 1 << rng.randrange(8)
            with self.subTest(k):
                self.write("flip.h5", bytes(hurt))
                self.refused("flip.h5", 3, "damaged")

    def test_a_file_open_elsewhere_is_not_damaged(self):
        shutil.copy(PANEL, self.path("open.h5"))
        with h5py.File(self.path("open.h5"), "r+") as f:
            self.refused("open.h5", 3, "open for writing in another program")
            f["much"] = [0.5] * 100000  # beyond the end that the file says, until it is closed
            f.flush()
            f["more"] = [0.5] * 100000
            self.refused("open.h5", 3, "open for writing in another program|has no seal")
        self.refused("open.h5", 3, "has no seal")

    def test_files_that_others_worked_on_are_read(self):
        shutil.copy(PANEL, self.path("worked.h5"))
        with h5py.File(self.path("worked.h5"), "r+") as f:
            f.attrs["note"] = "mine"
        self.refused("worked.h5", 3, "has no seal")
        done = self.run_command("show", "worked.h5", "--unsealed")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_parts_that_others_changed(self):
        """Without our digest the parts themselves are looked at: types, shapes, values, names."""
        def shorter(f):
            del f["unit/name_vi"]
            f["unit/name_vi"] = ["x"]

        def numbers_for_texts(f):
            del f["source/id"]
            f["source/id"] = [1] * 10

        def wrong_shape(f):
            del f["PAPI/value"]
            f["PAPI/value"] = [[1.0]]

        def huge(f):
            del f["PAPI/unit"]
            f.create_dataset("PAPI/unit", (2**40,), dtype=h5py.string_dtype(), chunks=(1024,))

        def group_for_table(f):
            del f["PAR/rank"]
            f.create_group("PAR/rank")

        def no_group(f):
            del f["SIPAS"]

        def bad_source(f):
            f["PAPI/source"][0, 0, 1] = 10**6

        def bad_status(f):
            f["PAPI/status"][0, 0, 0] = 9

        def infinite(f):
            f["PAPI/value"][0, 0, 0] = float("inf")

        def years_out_of_order(f):
            f["PAPI/year"][0] = 2050

        def alias_of_nobody(f):
            f["alias/unit"][0] = 10**6

        def not_utf8(f):
            f["unit/region"][0] = b"\xff"

        def path_for_code(f):
            f.attrs["tangbac_indices"] = "../PAPI"

        def loop(f):
            del f["PAPI/fact"]
            f["PAPI/fact"] = h5py.SoftLink("/PAPI/fact")

        def elsewhere(f):
            del f["PAPI/fact"]
            f["PAPI/fact"] = h5py.ExternalLink("/etc/passwd", "/")

        def outside(f):
            del f["PAPI/n_ranked"]
            f.create_dataset("PAPI/n_ranked", (13,), dtype="i2", external=[("/etc/passwd", 0, 26)])

        def virtual(f):
            layout = h5py.VirtualLayout(shape=(13,), dtype="i2")
            layout[:] = h5py.VirtualSource(PANEL, "PAPI/n_ranked", shape=(13,), dtype="i2")
            del f["PAPI/n_ranked"]
            f.create_virtual_dataset("PAPI/n_ranked", layout)

        def soft(f):
            f.move("PAPI/n_ranked", "PAPI/elsewhere")
            f["PAPI/n_ranked"] = h5py.SoftLink("/PAPI/elsewhere")

        def index_twice(f):
            f.attrs["tangbac_indices"] = f.attrs["tangbac_indices"] + ",papi"

        def unit_twice(f):
            f["unit/code"][1] = f["unit/code"][0]

        for change in (outside, virtual, soft, index_twice, unit_twice, shorter, numbers_for_texts, wrong_shape, huge, group_for_table, no_group, bad_source, bad_status, infinite, years_out_of_order,
                       alias_of_nobody, not_utf8, path_for_code, loop, elsewhere):
            with self.subTest(change.__name__):
                shutil.copy(PANEL, self.path("changed.h5"))
                with h5py.File(self.path("changed.h5"), "r+") as f:
                    change(f)
                self.refused("changed.h5", 3, "has no seal")
                self.refused("changed.h5", 3, "damaged", options=["--unsealed"])


if __name__ == "__main__":
    unittest.main()
