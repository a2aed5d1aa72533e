"""test_surroundings.py COMMAND PANEL - what the command takes from where it runs: a terminal and its width, colours that are not wanted, a
full disk behind standard output, a reader that goes away, a folder for what is kept, a limit of addresses; and what the shells ask it."""
import fcntl
import os
import pty
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
import unittest

COMMAND, PANEL = sys.argv.pop(1), sys.argv.pop(1)
# a small synthetic panel of its own, on which a whole run takes a tenth of a second
FOLDER = tempfile.TemporaryDirectory()
SMALL = os.path.join(FOLDER.name, "p.h5")
CARD = ["run", "--panel", SMALL, "--unit", "S01", "--origin", "2022", "--year", "2023", "--goal", "SYN: +1 rank", "--draws", "100", "-q", "--threads", "1"]
RANK = ["rank", PANEL, "--index", "PAR", "--year", "2021", "-t"]


def environment(**changes):
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM", "COLUMNS", "TANGBAC_CACHE", "XDG_CACHE_HOME")}
    env.update({"LC_ALL": "C.UTF-8", "TANGBAC_CACHE": "none", **changes})
    return {k: v for k, v in env.items() if v is not None}


def run(*args, code=0, **options):
    env = options.pop("env", None) or environment()
    done = subprocess.run([COMMAND, *args], capture_output="stdout" not in options, env=env, stdin=subprocess.DEVNULL, check=False, **options)
    assert done.returncode == code, (args, done.returncode, done.stderr)
    return done


def on_terminal(*args, columns=0, which=1, **changes):
    """Exit code, and what a terminal of so many columns was sent on standard output (1) or standard error (2)."""
    end, own = pty.openpty()
    fcntl.ioctl(own, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    streams = {1: {"stdout": own, "stderr": subprocess.DEVNULL}, 2: {"stdout": subprocess.DEVNULL, "stderr": own}}[which]
    child = subprocess.Popen([COMMAND, *args], stdin=subprocess.DEVNULL, env=environment(**changes), **streams)
    os.close(own)
    text = b""
    while True:
        try:
            piece = os.read(end, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        text += piece
    os.close(end)
    return child.wait(), text.decode().replace("\r\n", "\n")


def setUpModule():
    run("synth", "-q", "-o", os.path.join(FOLDER.name, "syn"), "--units", "8", "--years", "7", "--indicators", "12")
    run("import", os.path.join(FOLDER.name, "syn"), "-q", "-o", SMALL)


class Terminal(unittest.TestCase):
    def test_a_page_is_as_wide_as_its_terminal(self):
        card = ["standing", PANEL, "--unit", "12", "--year", "2021", "--index", "PCI", "-t"]
        for columns, most in ((70, 70), (120, 120), (400, 160), (0, 80)):
            code, text = on_terminal(*card, columns=columns, TERM="xterm", NO_COLOR="1")
            self.assertEqual(code, 0)
            self.assertNotIn("\033", text)
            self.assertIn("Lai Ch", text)
            said = run(*card, env=environment(COLUMNS=str(most))).stdout.decode()
            self.assertEqual(text, said, columns)

    def test_colours_where_a_terminal_has_them(self):
        run_card = [*CARD, "-t"]
        code, coloured = on_terminal(*run_card, columns=100, TERM="xterm")
        self.assertEqual(code, 0)
        plain = on_terminal(*run_card, columns=100, TERM="dumb")[1]
        self.assertNotIn("\033", plain)
        self.assertEqual(plain, on_terminal(*run_card, columns=100, TERM="xterm", NO_COLOR="1")[1])
        self.assertEqual(plain, on_terminal(*run_card, columns=100, TERM=None)[1])
        self.assertIn("\033[", coloured)

    def test_the_lead_of_a_sentence_is_bold(self):
        code, text = on_terminal("moonlight", which=2, TERM="xterm")
        self.assertEqual(code, 2)
        self.assertTrue(text.startswith("\033[1mtangbac: \033[0munknown command 'moonlight'"), text)
        for changes in ({"TERM": "dumb"}, {"TERM": None}, {"TERM": "xterm", "NO_COLOR": "1"}):
            self.assertTrue(on_terminal("moonlight", which=2, **changes)[1].startswith("tangbac: unknown command"))
        self.assertIn("\033[1m", on_terminal("moonlight", which=2, TERM="xterm", NO_COLOR="")[1])

    def test_progress_is_painted_and_wiped(self):
        simulate = ["simulate", PANEL, "--index", "PAPI", "--year", "2022", "--draws", "700000", "--samples", "0", "--noise", "none", "--threads", "1"]
        code, text = on_terminal(*simulate, which=2, TERM="dumb")
        self.assertEqual(code, 0)
        self.assertRegex(text, r"\r[^\r]*: [0-9]+%[^\r]*\033\[K")
        self.assertRegex(text, r"%[^\r]*\033\[K\r\033\[K(?:tangbac: note|$)")
        self.assertEqual(on_terminal(*simulate[:6] + ["--draws", "100", "--samples", "0", "-q"], which=2, TERM="dumb"), (0, ""))


class Output(unittest.TestCase):
    def test_a_full_disk_behind_standard_output(self):
        with tempfile.TemporaryDirectory() as folder, open("/dev/full", "wb") as full:
            table = os.path.join(folder, "t.csv")
            with open(table, "w", encoding="utf-8") as f:
                f.write("index,indicator,year,unit,value\nTEST,TOTAL,2020,a,1.5\n")
            for args in (RANK, RANK + ["--lang", "vi"], ["help"], ["import", table, "-o", os.path.join(folder, "t.h5")]):
                done = subprocess.run([COMMAND, *args], stdout=full, stderr=subprocess.PIPE, env=environment(), stdin=subprocess.DEVNULL, check=False)
                self.assertEqual(done.returncode, 1, args)
                self.assertIn("No space left on device", done.stderr.decode(), args)
            self.assertTrue(os.path.exists(os.path.join(folder, "t.h5")))  # the panel is whole: the report alone was lost

    def test_a_reader_that_goes_away(self):
        for args in (["show", PANEL], ["help", "--man"]):
            child = subprocess.Popen([COMMAND, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), stdin=subprocess.DEVNULL)
            child.stdout.close()
            self.assertEqual(child.stderr.read(), b"", args)
            child.stderr.close()
            self.assertEqual(child.wait(), 1, args)

    def test_under_a_limit_of_addresses_the_answer_is_the_same(self):
        def narrow():
            resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
        if subprocess.run([COMMAND, "--version"], preexec_fn=narrow, capture_output=True, check=False).returncode != 0:
            self.skipTest("the sanitizer's shadow takes more addresses")
        self.assertEqual(run(*RANK, preexec_fn=narrow).stdout, run(*RANK).stdout)


class Kept(unittest.TestCase):
    def test_where_results_are_kept(self):
        with tempfile.TemporaryDirectory() as home:
            without = run(*CARD).stdout
            places = [({"XDG_CACHE_HOME": os.path.join(home, "xdg"), "HOME": home}, "xdg/tangbac"), ({"HOME": home}, ".cache/tangbac"), ({"XDG_CACHE_HOME": "relative", "HOME": home}, ".cache/tangbac"),
                      ({"TANGBAC_CACHE": os.path.join(home, "own"), "HOME": home}, "own")]
            for changes, place in places:
                shutil.rmtree(os.path.join(home, place), ignore_errors=True)
                env = environment(**{"TANGBAC_CACHE": None, **changes})
                for _ in range(2):  # the second time by what was kept
                    self.assertEqual(run(*CARD, env=env).stdout, without, changes)
                self.assertTrue(os.listdir(os.path.join(home, place)), changes)
            self.assertEqual(run(*CARD, env=environment(TANGBAC_CACHE=None, HOME="relative"), cwd=home).stdout, without)
            self.assertFalse(os.path.exists(os.path.join(home, "relative")))


class Shells(unittest.TestCase):
    def test_what_can_follow(self):
        commands = run("help", "--complete").stdout.decode().split()
        self.assertIn("estimate", commands)
        self.assertIn("help", commands)
        for command in commands:
            options = run("help", "--complete", command).stdout.decode().split()
            self.assertEqual("--lang" in options, command != "help", command)
        run("help", "--complete", "moonlight", code=2)

    def test_scripts(self):
        bash = run("help", "--completion", "bash").stdout.decode()
        subprocess.run(["bash", "-n", "-c", bash], check=True)
        asked = bash + 'tangbac() { %s "$@"; }; COMP_WORDS=(tangbac estim); COMP_CWORD=1; _tangbac; echo "${COMPREPLY[@]}"' % COMMAND
        self.assertEqual(subprocess.run(["bash", "-c", asked], capture_output=True, check=True, env=environment()).stdout, b"estimate\n")
        self.assertTrue(run("help", "--completion", "zsh").stdout.startswith(b"#compdef tangbac\n"))
        fish = run("help", "--completion", "fish").stdout.decode().splitlines()
        self.assertTrue(any(line.startswith("complete -c tangbac -n '__fish_seen_subcommand_from rank' -l index -r -d \"") for line in fish))
        self.assertTrue(any("__fish_seen_subcommand_from rank' -l table -d \"" in line for line in fish))
        for line in fish[1:]:  # what speaks between double quotes is quoted
            self.assertRegex(line, r'-d "(?:[^"\\$`]|\\["\\$`])*"$')

    def test_help_wherever_it_stands(self):
        rank = run("help", "rank").stdout
        for args in (["rank", "--help"], ["rank", "-h"], ["rank", PANEL, "--help"], ["--lang", "en", "help", "rank"], ["help", "--lang", "en", "rank"], ["help", "--lang=en", "rank"]):
            self.assertEqual(run(*args).stdout, rank, args)
        everything = run("help").stdout
        for args in (["--help"], ["-h"], ["--lang", "en", "--help"], ["help", "--lang", "en"]):
            self.assertEqual(run(*args).stdout, everything, args)
        self.assertEqual(run("--lang", "vi", "help", "rank").stdout, run("help", "rank", "--lang", "vi").stdout)
        self.assertNotEqual(run("--lang", "vi", "help", "rank").stdout, rank)
        self.assertEqual(run(code=2).stderr, everything)
        run("rank", "--", "--help", code=2)  # a name, and no option


if __name__ == "__main__":
    unittest.main()
