#!/usr/bin/env python3
"""statics.py ENGINE [--count]: a static function is called verb + noun (collect_rows, is_met): a debugger's and a profiler's
list shows nothing else. Its first word must be a verb of the list below, and a noun must follow. Names of any kind do not
hold words that only who wrote them understands (PRIVATE). `--count` says how many functions there are, and how many of them
are called otherwise."""
import os
import re
import sys

# A new verb is welcome when none of these says it; the word must be what the function does.
VERBS = set("""
absorb accept accumulate add adjust allocate analyse answer append apply arrange ask average await begin bind blank
bound build carry change check choose classify clear clip close collapse collect compare complete compose compress
compute convert copy correct correlate count cut deal decide decode decompose demean describe diagnose digest dispatch
divide draw drop echo empty encode end enter estimate evaluate exchange exec execute expand expect explain extend factor
fail feed fill filter find finish fit flush fold follow forecast forget form format free gather get give group grow
guess handle hash hold improve impute include insert interpolate invert join judge keep lay learn leave lift limit list
load look lower make map mark measure meet merge minimise mix move multiply name need negate normalise note number offer
open order orient orthonormalise overtake pack pad pair parse pass permute pick place plan pool predict prepare price
print push put raise rank read recognise reduce refill refine refit refuse regress reject release remember remove rename
render renew renumber reorder repair repeat replace report require resample rescale reserve reset resolve restore rotate
round run save say scale score scramble seal search see select set settle share shift show shrink shuffle sift simulate
skip smooth solve sort split spread squeeze stack standardise start step stop store strip studentise study subtract sum
summarise swap sync tabulate take tell test tie time trade transform translate transpose trim try turn update use view
wait walk warn weigh widen withhold write
""".split())
# questions: is_met, has_row, was_ranked, can_colour, may_trade, needs_...
QUESTIONS = {"is", "has", "was", "can", "may", "must"}
# inline functions of a private header are seen by the files that include it and named like any other of the header:
# tbi_year_vary, tb_slab_at
OF_HEADERS = re.compile(r"^tbi?_")
# words that make no noun: "judge_all" and "look_up" say as little as "judge" and "look"
NO_NOUN = set("all one some both each it on up out off back over at to by from here there now then once again also only".split())
# names that another library asks for, with the reason: none so far
EXEMPT = {}
# words that were private, and what a textbook says
PRIVATE = {
    "desk": "the state of a search", "bench": "workspace", "crowd": "a set of indices", "shelf": "cache", "seat": "slot",
    "seats": "slots", "mate": "peer", "kindred": "pooling", "unrest": "year variance", "bond": "correlation",
}

HEAD = re.compile(r"^(?:[A-Z_]+ )?static\b[^;={]*?(?:;|=|\{)", re.M | re.S)
STRIP = re.compile(r"/\*.*?\*/|//[^\n]*|__attribute__\s*\(\((?:[^()]|\([^()]*\))*\)\)", re.S)


def functions(path):
    with open(path, encoding="utf-8") as f:
        text = STRIP.sub(lambda m: re.sub(r"[^\n]", " ", m.group(0)), f.read())
    for m in HEAD.finditer(text):
        head = m.group(0)
        name = re.search(r"(\w+)\s*\(", head)
        if head.endswith("{") and name and name.group(1) not in ("struct", "union", "enum"):
            yield name.group(1), text.count("\n", 0, m.start() + name.start()) + 1


def private_words(path):
    """(line, identifier, word) of the code, strings and comments apart"""
    with open(path, encoding="utf-8") as f:
        text = STRIP.sub(lambda m: re.sub(r"[^\n]", " ", m.group(0)), f.read())
    text = re.sub(r'"(?:\\.|[^"\\\n])*"', lambda m: " " * len(m.group(0)), text)
    for m in re.finditer(r"[A-Za-z_]\w*", text):
        for word in m.group(0).lower().split("_"):
            if word in PRIVATE:
                yield text.count("\n", 0, m.start()) + 1, m.group(0), word


def fault(name):
    words = name.split("_")
    if OF_HEADERS.match(name):
        return None
    if len(words) < 2:
        return "has one word"
    if words[0] in QUESTIONS:
        return None
    if words[0] not in VERBS:
        return "does not begin with a verb"
    if all(w in NO_NOUN for w in words[1:]):
        return "has no noun"
    return None


def main():
    engine = sys.argv[1]
    total, bad, private = 0, [], []
    for folder, _, names in sorted(os.walk(engine)):
        for file in sorted(names):
            if not file.endswith((".c", ".h")):
                continue
            path = os.path.join(folder, file)
            private += [(os.path.relpath(path, engine),) + p for p in private_words(path)]
            for name, line in functions(path):
                total += 1
                why = fault(name)
                if why and name not in EXEMPT:
                    bad.append("%s:%d: %s %s" % (os.path.relpath(path, engine), line, name, why))
    if "--count" in sys.argv:
        print("%d static functions, %d not verb + noun" % (total, len(bad)))
        return 0
    for b in bad:
        print(b)
    for path, line, name, word in private:
        print("%s:%d: %s: %s is called %s elsewhere" % (path, line, name, word, PRIVATE[word]))
    return 1 if bad or private else 0


if __name__ == "__main__":
    sys.exit(main())
