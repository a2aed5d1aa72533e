"""Panels that somebody broke on purpose: hostile_panels.py TANGBAC PANEL [--count 5000] [--seed 1] [--keep FOLDER]

Each of --count mutants is PANEL (every second one a small synthetic panel, in which a larger part of the bytes is HDF5's own)
with its seal cut off and bytes changed: bits flipped, bytes set to 0 or 255, lengths and addresses made large, parts copied over
others, runs of noise, the end cut off; half of the changes are aimed at HDF5's own structures (headers of objects, trees,
heaps), which is where a reader is led astray. `show --unsealed` reads each. Right is exit 0 or 3 with one sentence, within
--seconds of processor time, and no single request for memory over 1 GB granted (big_requests.c, loaded before the C library, says so). Prints what was
not right and the counts; the exit code is 0 when nothing was wrong. With --keep the files that did wrong are kept."""
import argparse
import collections
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SEAL = b"tangbac panel sha256 "
MARKS = [b"TREE", b"SNOD", b"HEAP", b"OHDR", b"OCHK", b"FRHP", b"FHDB", b"FHIB", b"BTHD", b"BTLF", b"BTIN", b"GCOL", b"FSHD", b"FSSE", b"\x89HDF"]


def without_seal(path):
    """The bytes before the seal, which is the last line of the file."""
    with open(path, "rb") as f:
        whole = f.read()
    at = whole.rfind(SEAL)
    return whole if at < 0 else whole[:at]


def find_marks(bytes_):
    found = []
    for mark in MARKS:
        at = bytes_.find(mark)
        while at >= 0:
            found.append(at)
            at = bytes_.find(mark, at + 1)
    return sorted(found)


def mutate(whole, marks, rng):
    hurt = bytearray(whole)
    for _ in range(rng.choice([1, 1, 1, 2, 3, 8, 40])):
        at = rng.choice(marks) + rng.randrange(0, 160) if rng.random() < 0.5 else rng.randrange(len(hurt))
        at = min(at, len(hurt) - 1)
        kind = rng.randrange(9)
        if kind == 0:
            hurt[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            hurt[at] = rng.choice([0, 1, 2, 127, 128, 254, 255])
        elif kind == 2:
            hurt[at] = rng.randrange(256)
        elif kind == 3:  # a length or an address
            value = rng.choice([0, 1, 2**31 - 1, 2**31, 2**32 - 1, 2**40, 2**62, 2**63, 2**64 - 1, len(hurt), len(hurt) - 8, at])
            size = rng.choice([2, 4, 8])
            hurt[at:at + size] = (value % 2**(8 * size)).to_bytes(size, "little")
        elif kind == 4:
            n = rng.randrange(1, 64)
            hurt[at:at + n] = rng.randbytes(len(hurt[at:at + n]))
        elif kind == 5:  # one part over another
            n, src = rng.randrange(1, 512), rng.choice(marks)
            part = hurt[src:src + n]
            hurt[at:at + len(part)] = part
        elif kind == 6:
            n = rng.randrange(1, 32)
            del hurt[at:at + n]
        elif kind == 7:
            hurt[at:at] = rng.randbytes(rng.randrange(1, 16))
        elif rng.random() < 0.1 and len(hurt) > 200:
            del hurt[rng.randrange(len(hurt) // 2, len(hurt)):]
        if len(hurt) < 16:
            break
    return bytes(hurt)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("tangbac")
    p.add_argument("panel")
    p.add_argument("--count", type=int, default=5000)
    p.add_argument("--first", type=int, default=0, help="the number of the first mutant: each is made of its own number alone")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--seconds", type=int, default=40, help="of processor time; ten times as long by the clock")
    p.add_argument("--keep")
    args = p.parse_args()
    tangbac = os.path.abspath(args.tangbac)
    with tempfile.TemporaryDirectory() as tmp:
        shim = os.path.join(tmp, "big.so")
        subprocess.run(["cc", "-O1", "-shared", "-fPIC", os.path.join(HERE, "big_requests.c"), "-o", shim], check=True)
        subprocess.run([tangbac, "synth", "-q", "-o", os.path.join(tmp, "small"), "--units", "5", "--years", "3"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([tangbac, "import", os.path.join(tmp, "small", "datapackage.json"), "-q", "-o", os.path.join(tmp, "small.h5")], check=True,
                       stdout=subprocess.DEVNULL)
        wholes = [without_seal(args.panel), without_seal(os.path.join(tmp, "small.h5"))]
        marks = [find_marks(w) for w in wholes]
        path, note = os.path.join(tmp, "mutant.h5"), os.path.join(tmp, "big")
        env = dict(os.environ, LD_PRELOAD=shim, TANGBAC_BIG_NOTE=note, LC_ALL="C.UTF-8", OMP_NUM_THREADS="1")
        counts = collections.Counter()
        for k in range(args.first, args.first + args.count):
            mutant = mutate(wholes[k % 2], marks[k % 2], random.Random(f"{args.seed}/{k}"))
            with open(path, "wb") as f:
                f.write(mutant)
            run = subprocess.Popen(["prlimit", f"--cpu={args.seconds}", tangbac, "show", path, "--unsealed"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
                                   env=env, start_new_session=True)
            wrong = None
            try:
                said = run.communicate(timeout=10 * args.seconds)[1].decode("utf-8", "replace").strip()
            except subprocess.TimeoutExpired:
                os.killpg(run.pid, signal.SIGKILL)
                run.communicate()
                wrong, said = "hang", ""
            if os.path.exists(note):
                wrong = wrong or "over 1 GB"
                os.unlink(note)
            if run.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
                wrong = "hang"
            elif run.returncode < 0 and wrong != "hang":
                wrong = f"signal {-run.returncode}"
            elif run.returncode not in (0, 3) and wrong is None:
                wrong = f"exit {run.returncode}"
            elif run.returncode == 3 and (len(said.splitlines()) != 1 or "HDF5-DIAG" in said):
                wrong = wrong or "not one sentence"
            counts["read" if run.returncode == 0 else "refused" if run.returncode == 3 else "other"] += 1
            if wrong:
                counts[wrong] += 1
                print(f"{k}: {wrong}: {said[:300]}", flush=True)
                if args.keep:
                    os.makedirs(args.keep, exist_ok=True)
                    shutil.copy(path, os.path.join(args.keep, f"mutant-{args.seed}-{k}.h5"))
        bad = sum(n for what, n in counts.items() if what not in ("read", "refused", "other"))
        print(f"{args.count} mutants: {counts['read']} read, {counts['refused']} refused, {bad} wrong" +
              "".join(f"; {what}: {n}" for what, n in sorted(counts.items()) if what not in ("read", "refused", "other")))
        sys.exit(bad > 0)


if __name__ == "__main__":
    main()
