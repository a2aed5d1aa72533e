"""What an import refuses, as data: a table and the words, with file, line and column, that the sentence must have. Nothing is ever written."""
import hashlib
import os
import resource
import signal
import subprocess
import tempfile
import unittest

from trial import COMMAND, SMALL, SOURCE, Trial

LONG = "index,indicator,year,unit,value,source,basis\n"

# name, content of t.csv, options, words
REFUSED = [
    ("unknown unit", LONG + "IX,TOTAL,2021,Lay Thu,50,PRESS,\n", [], [r"t\.csv:2:4 \(unit\)", "unknown unit 'Lay Thu' of 2021", r"Lai Thử \(02\), .* or "]),
    ("unit of another year", LONG + "IX,TOTAL,2021,03,50,PRESS,\n", [], [r"t\.csv:2:4", "'Bình Thử' was a unit until 2019", r"Đắk Thử \(04\)"]),
    ("unit before its time", LONG + "IX,TOTAL,2018,04,50,PRESS,\n", [], [r"t\.csv:2:4", "from 2020 on"]),
    ("no unit", LONG + "IX,TOTAL,2021,,50,PRESS,\n", [], [r"t\.csv:2:4 \(unit\)", "no unit"]),
    ("unknown indicator, long", LONG + "IX,TOTLA,2021,01,50,PRESS,\n", [], [r"t\.csv:2:2 \(indicator\)", "unknown indicator 'TOTLA' of IX", "TOTAL"]),
    ("unknown indicator, wide", "unit,year,TOTAL,CX\n01,2021,50,1\n", ["--index", "IX"], [r"t\.csv:1:4 \(CX\)", "unknown indicator 'CX' of IX"]),
    ("indicator of another scheme", LONG + "IX,OLD,2021,01,5,PRESS,\n", [], [r"t\.csv:2:5", r"IX\.OLD is not part of the scheme of 2021"]),
    ("year too early", LONG + "IX,TOTAL,1989,01,50,PRESS,\n", [], [r"t\.csv:2:3 \(year\)", "'1989' is not a year from 1990 to 2100"]),
    ("year too late", LONG + "IX,TOTAL,2101,01,50,PRESS,\n", [], [r"t\.csv:2:3", "1990 to 2100"]),
    ("year in words", LONG + "IX,TOTAL,năm 2021,01,50,PRESS,\n", [], [r"t\.csv:2:3", "is not a year"]),
    ("score above the range", LONG + "IX,TOTAL,2021,01,100.01,PRESS,\n", [], [r"t\.csv:2:5 \(value\)", "100.01 is outside the range of IX.TOTAL in 2021, 0 to 100"]),
    ("score below the range", LONG + "IX,A,2021,01,-1,PRESS,\n", [], [r"t\.csv:2:5", "-1 is outside the range of IX.A"]),
    ("twice, long", LONG + "IX,TOTAL,2021,01,50,PRESS,\nIX,TOTAL,2021,01,50,PRESS,\n", [], [r"t\.csv:3:5", "duplicate IX.TOTAL 2021 of 01, first in line 2"]),
    ("twice, wide and by two names", "unit,year,TOTAL,A\n01,2021,50,1\nHà Thử,2021,50,1\n", [], [r"t\.csv:3:3 \(TOTAL\)", r"t\.csv:3:4 \(A\)", "duplicate"]),
    ("a column twice", "unit,year,TOTAL,A,A\n01,2021,50,1,1\n", [], [r"t\.csv:1:5 \(A\)", "duplicate"]),
    ("rank above the number of units", LONG + "IX,RANK,2021,01,4,PRESS,\n", [], [r"t\.csv:2:5", "place 4 is above the number of units in 2021, 3"]),
    ("rank zero", LONG + "IX,RANK,2021,01,0,PRESS,\n", [], [r"t\.csv:2:5", "0 is not a place"]),
    ("half a rank", LONG + "IX,RANK,2021,01,1.5,PRESS,\n", [], [r"t\.csv:2:5", "1.5 is not a place"]),
    ("text for a number", LONG + "IX,TOTAL,2021,01,high,PRESS,\n", [], [r"t\.csv:2:5 \(value\)", "'high' is not a number"]),
    ("NaN is no number", LONG + "IX,TOTAL,2021,01,nan,PRESS,\n", [], [r"t\.csv:2:5", "is not a number"]),
    ("nor is infinity", LONG + "IX,TOTAL,2021,01,1e999,PRESS,\n", [], [r"t\.csv:2:5", "is not a number"]),
    ("two marks of decimals in a column", LONG + 'IX,TOTAL,2021,01,"50,5",PRESS,\nIX,TOTAL,2021,02,50.5,PRESS,\n', [],
     [r"t\.csv:3:5 \(value\): '50\.5' has a decimal point, but this column has a decimal comma \(line 2, '50,5'\)"]),
    ("marks that could be of thousands", 'unit,year,TOTAL,A\n01,2021,"1,042",1\n02,2021,964,1\n', ["--index", "IX2"], [r"'1,042' beside whole numbers from 100"]),
    ("a code and a name that are two units", "unit,name_vi,year,TOTAL,A\n01,Lai Thử,2021,50,1\n", [], [r"t\.csv:2:1 \(unit\): '01' and 'Lai Thử' in one row are two units \(01 and 02\)"]),
    ("a code and a name, long", LONG.replace("basis", "name_vi") + "IX,TOTAL,2021,01,50,PRESS,Lai Thử\n", [], [r"t\.csv:2:4 \(unit\)", "two units"]),
    ("a name of a column twice", "unit,year,year,TOTAL,A\n01,2021,2020,50,1\n", ["--index", "IX"], [r"t\.csv:1:3 \(year\): duplicate column: the head appears twice, as column 2 and 3"]),
    ("a column with figures and no head", "unit,year,TOTAL,A,,B\n01,2021,50,1,7,2\n", [], [r"t\.csv:2:5", "column 5 has no head"]),
    ("places that contradict the scores", "unit,year,TOTAL,RANK,A\n01,2021,50,1,1\n02,2021,60,2,1\n", [],
     [r"t\.csv:3:4 \(RANK\): IX\.TOTAL 2021: 01 has place 1 with 50, 02 has place 2 with 60: the places contradict the scores"]),
    ("names in TCVN3", "unit,year,TOTAL,A\nL\u00aai Th\u00f6,2021,50,1\nHµ Th\u00f6,2021,50,1\n", [], [r"t\.csv:3:1 \(unit\): 'Hµ Thö' is Hà Thử in the old encoding TCVN3 \(ABC\)"]),
    ("names in VNI", "unit,year,TOTAL,A\nHaø Thöû,2021,50,1\n", [], ["is Hà Thử in the old encoding VNI"]),
    ("row names of R", '"unit" "year" "TOTAL" "A"\n"1" "01" 2021 50 1\n'.replace(" ", ","), [], [r"t\.csv:2", "one field more than the heads", "row.names = FALSE"]),
    ("no value", LONG + "IX,TOTAL,2021,01,,PRESS,\n", [], [r"t\.csv:2:5", "no value"]),
    ("unknown basis", LONG + "IX,TOTAL,2021,01,50,PRESS,guessed\n", [], [r"t\.csv:2:7 \(basis\)", "published or derived"]),
    ("too few fields", LONG + "IX,TOTAL,2021,01,50\n", [], [r"t\.csv:2", "5 fields, the first row has 7"]),
    ("too many fields", LONG + "IX,TOTAL,2021,01,50,PRESS,,x\n", [], [r"t\.csv:2", "8 fields"]),
    ("a quote in the middle", LONG + 'IX,TOTAL,2021,01,5"0,PRESS,\nIX,A,2021,01,5,PRESS,\n', [], [r"t\.csv:2", "quote"]),
    ("a quote that does not end", LONG + 'IX,TOTAL,2021,01,"50,PRESS,\n', [], [r"t\.csv:2", "quote"]),
    ("line numbers count line ends in quotes", "unit,note,year,TOTAL,A\n01,\"a\nb\nc\",2021,50,1\n02,,2021,x,1\n", [], [r"t\.csv:5:4 \(TOTAL\)"]),
    ("Windows-1258", (LONG + "IX,TOTAL,2021,H\xe0 Th\xfa,50,PRESS,\n").encode("latin-1"), [], [r"t\.csv:2", "not UTF-8", "CSV UTF-8"]),
    ("UTF-16", (LONG + "IX,TOTAL,2021,01,50,PRESS,\n").encode("utf-16"), [], [r"t\.csv", "not UTF-8", "CSV UTF-8"]),
    ("empty file", "", [], [r"t\.csv", "is empty"]),
    ("a zip archive", b"PK\x03\x04\x14\x00", [], [r"t\.csv", "is a zip archive without a workbook in it"]),
    ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1", [], [r"cannot be read as an Excel 97-2003 workbook", "save it as"]),
    ("a compressed table", b"\x1f\x8b\x08\x00", [], [r"is a compressed file \(gzip\)"]),
    ("a PDF", b"%PDF-1.4\n", [], ["cannot be read as a PDF: it is damaged or needs a password"]),
    ("a web page", "<html><body>\n", [], ["is a web page or XML, not a CSV table"]),
    ("a byte 0", LONG.encode() + b"IX,TOTAL,2021,01,5\x000,PRESS,\n", [], [r"t\.csv:2", "byte 0"]),
    ("UTF-16 without a mark", LONG.encode("utf-16-le"), [], [r"t\.csv", "byte 0", "CSV UTF-8"]),
    ("thousands set apart", LONG + 'IX,TOTAL,2021,01,"1,050.5",PRESS,\n', [], [r"t\.csv:2:5", "without separators of thousands"]),
    ("thousands in the Vietnamese way", "unit;year;TOTAL;A\n01;2021;1.050,5;1\n", [], [r"t\.csv:2:3", "without separators of thousands"]),
    ("a number of ten million digits", LONG + "IX,TOTAL,2021,01," + "9" * 10000000 + ",PRESS,\n", [], [r"t\.csv:2:5 \(value\): '9{60}' is not a number"]),
    ("a title of another year", "IX 2020,,\nunit,TOTAL,A\nLai Thử,50,1\n", ["--index", "IX", "--year", "2021"], [r"t\.csv:1", "the title says 2020, but the import was declared to be of 2021"]),
    ("no column for the unit", "year,TOTAL,A\n2021,50,1\n", [], [r"t\.csv: no table was found: no row has the name of a unit"]),
    ("no year", "unit,TOTAL,A\n01,50,1\n", [], [r"t\.csv:1", "--year"]),
    ("no index", "unit,year,TOTAL\n01,2021,50\n", [], [r"t\.csv:1", "--index"]),
    ("another year than --year", "unit,year,TOTAL,A\n01,2021,50,1\n02,2020,50,1\n03,2019,50,1\n", ["--index", "IX", "--year", "2021"],
     [r"t\.csv:3:2 \(year\): the row is of the year 2020, but the import was declared to be of 2021: drop that, or correct the column"]),
    ("another index than --index", LONG + "IX,TOTAL,2021,01,50,PRESS,\n", ["--index", "IY"], [r"t\.csv:2:1 \(index\): the row is of the index IX, but the import was declared to be of IY: drop that"]),
    ("an index that cannot be one", LONG + "I/X,TOTAL,2021,01,50,PRESS,\n", [], [r"t\.csv:2:1 \(index\)", "code of an index"]),
    ("no workbook", None, [], ["t.xlsx"]),
    ("more than all of the maximum", LONG + "IX,A_PCT,2021,01,150,PRESS,\n", [], [r"t\.csv:2:5 \(value\): 150 is not a percentage of the maximum"]),
    ("less than nothing of the maximum", LONG + "IX,A_PCT,2021,01,-1,PRESS,\n", [], [r"t\.csv:2:5", "-1 is not a percentage of the maximum"]),
    ("a head of another year than --year", "unit,TOTAL,A 2020\n01,50,5\n", ["--index", "IX", "--year", "2021"], [r"t\.csv:1:3 \(A 2020\): the head is of the year 2020, but the import was declared to be of 2021"]),
    ("no indicator", "unit,year,ghi chú\n01,2021,x\n", ["--index", "IX"], [r"t\.csv:1: there is no column of an indicator"]),
    ("titles of two years", "IX năm 2020,,\nIX năm 2021,,\nunit,TOTAL,A\nLai Thử,50,1\n", [], [r"t\.csv:1: the titles name more than one year"]),
    ("years in the heads and a row without a year", "unit,year,TOTAL,A 2020\n01,,50,5\n", ["--index", "IX"], [r"t\.csv:2:2 \(year\)"]),
    ("places of a place out of a number too high", "unit,year,TOTAL,RANK,A\n01,2021,60,5/3,30\n", [], [r"t\.csv:2:4 \(RANK\)"]),
    ("an unknown unit in a wide table", "unit,year,TOTAL,A\nLay Thu,2021,60,30\n02,2021,50,20\n", [], [r"t\.csv:2:1 \(unit\): unknown unit 'Lay Thu' of 2021"]),
    ("an unknown unit in a wide table of years in heads", "unit,TOTAL 2020,TOTAL 2021\n99,60,61\n02,50,51\n", ["--index", "IX"], [r"t\.csv:2:1 \(unit\)", "99"]),
    ("a basis in a wide table", "unit,year,TOTAL,A,basis\n01,2021,60,30,guessed\n", [], [r"t\.csv:2:5 \(basis\)", "published or derived"]),
    ("heads that are unknown, of which all that could be are said", "unit,year,TOTAL,CX,CY\n01,2021,50,1,2\n", ["--index", "IX"], ["unknown indicator 'CX' of IX", "unknown indicator 'CY' of IX", r"Part A \(A\), Part B \(B\)"]),
    ("no unit, long", "index,indicator,year,value\nIX,TOTAL,2021,50\n", [], [r"t\.csv"]),
    ("no year, long", "index,indicator,unit,value\nIX,TOTAL,01,50\n", [], [r"t\.csv:1", "--year"]),
    ("five digits that are no year", "unit,TOTAL 20215\n01,60\n", ["--index", "IX"], [r"t\.csv:1:2 \(TOTAL 20215\): unknown indicator"]),
    ("a column of figures that counts no rows", ",unit,year,TOTAL,A\n0,01,2021,60,30\n7,02,2021,50,20\n", [], [r"t\.csv:3:1: column 1 has no head: name it, or empty it"]),
]

# A file of the package is wrong: file, its content, words
PACKAGE = [
    ("units.csv", "unit,name_vi\n01,Một\n01,Hai\n", [r"units\.csv:3:1", "duplicate unit"]),
    ("units.csv", "code_of,name_vi\n01,Một\n", [r"units\.csv:1", "no column 'unit'"]),
    ("aliases.csv", "alias,unit\nX,99\n", [r"aliases\.csv:2:2 \(unit\)", "'99' is not the code of a unit"]),
    ("aliases.csv", "alias,unit\nX,01\nHa X,02\nx,02\n", [r"aliases\.csv:4:1 \(alias\): 'x' cannot stand for the unit 02: in the same years it means 01"]),
    ("aliases.csv", "alias,unit\nLai Thu,01\n", [r"aliases\.csv:2:1 \(alias\): 'Lai Thu' cannot stand for the unit 01: in the same years it means 02"]),
    ("sources.csv", "source,publisher\nA,one\nB,two\na,three\n", [r"sources\.csv:4:1 \(source\): duplicate 'a', first in line 2"]),
    ("sources.csv", "source,published\nA,2019-13-01\n", [r"sources\.csv:2:2 \(published\): '2019-13-01' is not a date"]),
    ("sources.csv", "source,published\nA,2019-00\n", [r"sources\.csv:2:2 \(published\): '2019-00' is not a date"]),
    ("indices.csv", "index,name_vi\nIX,Một\nix,Hai\n", [r"indices\.csv:3:1 \(index\): duplicate 'ix', first in line 2"]),
    ("schemes.csv", "index,scheme,first_year,last_year,announced,groups,source\nIX,old,2010,,2019-13-01,,\n", [r"schemes\.csv:2:5 \(announced\): '2019-13-01' is not a date"]),
    ("schemes.csv", "index,scheme,first_year,last_year,announced,groups,source\nIX,old,2010,,with the results,,\n", [r"schemes\.csv:2:5 \(announced\): 'with the results' is not a date"]),
    ("structure.csv", SMALL["structure.csv"] + "IX,A,TOTAL,,,0,60,1,2015,,field,,\n", [r"structure\.csv:6:2", "duplicate 'A' for the same years"]),
    ("structure.csv", SMALL["structure.csv"] + "IX,Z,TOTAL,,,zero,60,1,2010,,field,,\n", [r"structure\.csv:6:6 \(min\)", "'zero' is not a number"]),
    ("schemes.csv", SMALL["schemes.csv"] + "IX,third,2019,2021,,,MINISTRY\n", [r"schemes\.csv:4", "covers years of another scheme"]),
    ("facts.csv", SMALL["facts.csv"] + "IX,2018,VN,TOTAL,luck,3,0,PRESS,published,\n", [r"facts\.csv:3:5 \(kind\)", "unknown kind of fact 'luck'"]),
    ("facts.csv", SMALL["facts.csv"] + "IX,2018,VN,TOTAL,n_ranked,4,0,PRESS,published,\n", [r"facts\.csv:3", "duplicate"]),
    ("facts.csv", SMALL["facts.csv"] + "IX,2018,Narnia,TOTAL,mean,4,0,PRESS,published,\n", [r"facts\.csv:3:3 \(scope\)", "unknown unit 'Narnia'"]),
    ("facts.csv", SMALL["facts.csv"] + "IX,2018,VN,TOTAL,mean,many,0,PRESS,published,\n", [r"facts\.csv:3:6 \(value\)", "'many' is not a number"]),
    ("structure.csv", SMALL["structure.csv"] + "IX,Z,TOTAL,,,60,60,1,2010,,field,,\n", [r"structure\.csv:6:7 \(max\)", "the range of 'Z' is empty: its least score, 60, is not below 60"]),
    ("structure.csv", SMALL["structure.csv"] + "IX,Z,TOTAL,,,0,60,-1,2010,,field,,\n", [r"structure\.csv:6:8 \(weight\)", "the weight of 'Z' must be at least 0 .got -1"]),
    ("structure.csv", SMALL["structure.csv"] + "IX,Z,Z,,,0,60,1,2010,,field,,\n", [r"structure\.csv:6:2", "'Z' is its own parent"]),
    ("structure.csv", SMALL["structure.csv"] + "IX,,TOTAL,,,0,60,1,2010,,field,,\n", [r"structure\.csv:6:2 \(code\)", "the field is empty"]),
    ("structure.csv", SMALL["structure.csv"].replace("index,code,", "index,kode,"), [r"structure\.csv:1", "no column 'code'"]),
    ("schemes.csv", SMALL["schemes.csv"].replace("A:90;B:80", "A:80;B:90"), [r"schemes\.csv:2:6 \(groups\)", "cannot read 'A:80;B:90' as groups"]),
    ("schemes.csv", SMALL["schemes.csv"].replace("A:90;B:80", "moon"), [r"schemes\.csv:2:6", "cannot read 'moon' as groups: write A:90;B:80"]),
    ("units.csv", SMALL["units.csv"].replace("02,Lai", ",Lai"), [r"units\.csv:3:1 \(unit\)", "the field is empty"]),
    ("sources.csv", SMALL["sources.csv"].replace("PRESS,", ","), [r"sources\.csv:3:1 \(source\)", "the field is empty"]),
    ("facts.csv", SMALL["facts.csv"].replace("scope", "moon"), [r"facts\.csv:1", "no column 'scope'"]),
    ("facts.csv", SMALL["facts.csv"].replace(",3,0,", ",3,-1,"), [r"facts\.csv:2:7 \(tolerance\)", "'-1' is not a tolerance"]),
    ("values.csv", SMALL["values.csv"].replace("IX,TOTAL,2018,01", ",TOTAL,2018,01"), [r"values\.csv:2:1 \(index\)", "does not say which index it belongs to"]),
    ("neighbours.csv", "unit,neighbour\n01,02\n", [r"neighbours\.csv:1", "no column 'neighbour_unit'"]),
    ("conflicts.csv", "index,indicator,year,unit,kept,other,source,reason\nIX,TOTAL,2018,01,x,1,P,r\n", [r"conflicts\.csv:2:5 \(kept\)", "'x' is not a number"]),
    ("conflicts.csv", "index,indicator,year,unit,kept,other\nIX,TOTAL,2018,01,1,\n", [r"conflicts\.csv:2:6 \(other\)", "'' is not a number"]),
    ("conflicts.csv", "indicator,year,unit,kept,other\n", [r"conflicts\.csv:1: the table has no column 'index'"]),
    ("conflicts.csv", "index,year,unit,kept,other\n", [r"conflicts\.csv:1: the table has no column 'indicator'"]),
    ("conflicts.csv", "index,indicator,unit,kept,other\n", [r"conflicts\.csv:1: the table has no column 'year'"]),
    ("conflicts.csv", "index,indicator,year,kept,other\n", [r"conflicts\.csv:1: the table has no column 'unit'"]),
    ("conflicts.csv", "index,indicator,year,unit,other\n", [r"conflicts\.csv:1: the table has no column 'kept'"]),
    ("conflicts.csv", "index,indicator,year,unit,kept\n", [r"conflicts\.csv:1: the table has no column 'other'"]),
    ("heads.csv", "index,indicator\nIX,A\n", [r"heads\.csv:1: expected the columns index, indicator and head"]),
    ("heads.csv", "indicator,head\nA,x\n", [r"heads\.csv:1: expected the columns index, indicator and head"]),
    ("indices.csv", "name_vi\nMột\n", [r"indices\.csv:1: the table has no column 'index'"]),
    ("indices.csv", "index,direction\nIX,sideways\n", [r"indices\.csv:2:2 \(direction\): unknown direction 'sideways'; expected up or down"]),
    ("indices.csv", "index,survey\nIX,maybe\n", [r"indices\.csv:2:2 \(survey\): must be yes or no \(got 'maybe'\)"]),
    ("indices.csv", "index,merge\nIX,most\n", [r"indices\.csv:2:2 \(merge\): unknown merge 'most'; expected none, mean, sum or population"]),
    ("sources.csv", "publisher\none\n", [r"sources\.csv:1: the table has no column 'source'"]),
    ("sources.csv", "source,secondary\nMINISTRY,maybe\n", [r"sources\.csv:2:2 \(secondary\): must be yes or no"]),
    ("structure.csv", "index,code,parent,min,max,same_as,factor\nIX,TOTAL,,0,100,,\nIX,A,TOTAL,0,60,IY,\n", [r"structure\.csv:3:7 \(factor\): 'A' repeats another index: it needs a factor above 0"]),
    ("structure.csv", "index,code,parent,min,max,same_as,factor\nIX,TOTAL,,0,100,,\nIX,A,TOTAL,0,60,IY,-1\n", [r"structure\.csv:3:7 \(factor\)", "factor above 0"]),
    ("structure.csv", SMALL["structure.csv"] + "IX,Z,TOTAL,,,0,60,1,2010,2005,field,,\n", [r"structure\.csv:6:2 \(code\)", "'Z'", "2010|before"]),
    ("structure.csv", SMALL["structure.csv"] + "IX,Z,TOTAL,,,0,60,1,soon,,field,,\n", [r"structure\.csv:6:9 \(first_year\)", "'soon' is not a year"]),
    ("schemes.csv", "index,first_year\nIX,2010\n", [r"schemes\.csv:1: the table has no column 'scheme'"]),
    ("schemes.csv", "index,scheme\nIX,first\n", [r"schemes\.csv:1: the table has no column 'first_year'"]),
    ("schemes.csv", SMALL["schemes.csv"].replace("A:90;B:80", "A:90;B:x"), [r"schemes\.csv:2:6 \(groups\): cannot read 'A:90;B:x' as groups"]),
    ("schemes.csv", SMALL["schemes.csv"].replace("A:90;B:80", "A:90&B:80"), [r"schemes\.csv:2:6 \(groups\): cannot read 'A:90&B:80' as groups"]),
    ("units.csv", "unit,name_vi,valid_from,valid_to\n01,Hà Thử,2020,2010\n", [r"units\.csv:2:4 \(valid_to\): '01' ends before it begins"]),
    ("units.csv", "unit,name_vi,valid_from\n01,Hà Thử,soon\n", [r"units\.csv:2:3 \(valid_from\)", "'soon' is not a year"]),
    ("aliases.csv", "unit\n01\n", [r"aliases\.csv:1: the table has no column 'alias'"]),
    ("aliases.csv", "alias\nX\n", [r"aliases\.csv:1: the table has no column 'unit'"]),
    ("not_units.csv", "unit\n01\n", [r"not_units\.csv:1: the table has no column 'label'"]),
    ("neighbours.csv", "neighbour_unit\n02\n", [r"neighbours\.csv:1: the table has no column 'unit'"]),
    ("neighbours.csv", "unit,neighbour_unit\n99,02\n", [r"neighbours\.csv:2:1 \(unit\)", "'99' is not the code of a unit"]),
    ("neighbours.csv", "unit,neighbour_unit\n02,98\n", [r"neighbours\.csv:2:2 \(neighbour_unit\)", "'98' is not the code of a unit"]),
    ("facts.csv", SMALL["facts.csv"].replace("year", "jahr"), [r"facts\.csv:1: the table has no column 'year'"]),
    ("facts.csv", SMALL["facts.csv"].replace("kind", "sort"), [r"facts\.csv:1: the table has no column 'kind'"]),
    ("facts.csv", SMALL["facts.csv"].replace(",value", ",figure"), [r"facts\.csv:1: the table has no column 'value'"]),
    ("facts.csv", SMALL["facts.csv"] + "IX,2018,VN,Q,mean,4,0,PRESS,published,\n", [r"facts\.csv:3:4 \(indicator\)", "unknown indicator 'Q' of IX"]),
    ("facts.csv", SMALL["facts.csv"] + "IX,1700,VN,TOTAL,mean,4,0,PRESS,published,\n", [r"facts\.csv:3:2 \(year\)", "'1700' is not a year"]),
    ("facts.csv", SMALL["facts.csv"] + "I/X,2018,VN,TOTAL,mean,4,0,PRESS,published,\n", [r"facts\.csv:3:1 \(index\)"]),
    ("facts.csv", SMALL["facts.csv"] + "IX,2018,VN,TOTAL,mean,4,0,PRESS,guess,\n", [r"facts\.csv:3:9 \(basis\): unknown basis 'guess'; expected published or derived"]),
    ("facts.csv", SMALL["facts.csv"] + "IX,2018,VN,TOTAL,mean,4,little,PRESS,published,\n", [r"facts\.csv:3:7 \(tolerance\): 'little' is not a tolerance"]),
    ("agencies.csv", "agency,name_vi,name_en,from,to,successor\na,Sở,Department,2020,soon,\n", [r"agencies\.csv:2:5 \(to\): 'soon' is not a date"]),
    ("agencies.csv", "agency,name_vi,name_en,from,to,successor\na,Sở,Department,1700,,\n", [r"agencies\.csv:2:4 \(from\): '1700' is not a date"]),
    ("agencies.csv", "agency,name_vi,name_en,from,to,successor\na,Sở,Department,2022,2020,\n", [r"agencies\.csv:2:5 \(to\)", "2020"]),
    ("agencies.csv", "agency,name_vi,name_en,from,to,successor\na,,Department,,,\n", [r"agencies\.csv:2:2 \(name_vi\): the field is empty: name_vi is needed"]),
    ("agencies.csv", "agency,from\na,2020\n", [r"agencies\.csv:1: the table has no column 'name_vi'"]),
    ("precision.csv", "index,indicator,year,unit,std_error,std_error_high,n\nIX,A,2021,01,2,1,\n", [r"precision\.csv:2:6 \(std_error_high\): the high standard error is below the low one"]),
    ("precision.csv", "index,indicator,year,unit,std_error,std_error_high,n\nIX,A,2021,01,1,99,\n", [r"precision\.csv:2:6 \(std_error_high\)"]),
    ("precision.csv", "index,indicator,year,unit,std_error,n\nIX,A,2021,01,1,0\n", [r"precision\.csv:2:6 \(n\)"]),
    ("precision.csv", "index,indicator,year,unit,std_error,n\nIX,A,2021,01,1,12.5\n", [r"precision\.csv:2:6 \(n\): '12\.5' is not a number of answers"]),
    ("precision.csv", "index,indicator,year,unit,std_error,n\nIX,A,2021,01,,99999999999\n", [r"precision\.csv:2:6 \(n\): '99999999999' is not a number of answers"]),
    ("precision.csv", "index,indicator,year,unit,std_error,basis\nIX,A,2021,01,1,guess\n", [r"precision\.csv:2:6 \(basis\): unknown basis 'guess'; expected published or derived"]),
    ("precision.csv", "index,indicator,year,unit,std_error,n\nIX,A,soon,01,1,\n", [r"precision\.csv:2:3 \(year\): 'soon' is not a year"]),
    ("precision.csv", "index,indicator,year,unit,std_error,n\nIX,A,2021,01,many,\n", [r"precision\.csv:2:5 \(std_error\)", "'many' is not a number"]),
]

DESCRIPTORS = [
    ("not JSON", "{", 3, [r"datapackage\.json"]),
    ("no resources", "{}", 3, ["has no list 'resources'"]),
    ("a table that is not there", '{"resources":[{"name":"v","path":"none.csv"}]}', 3, [r"none\.csv", "no such file"]),
    ("a table outside", '{"resources":[{"name":"v","path":"../units.csv"}]}', 3, ["own folder"]),
    ("an absolute path", '{"resources":[{"name":"v","path":"/etc/passwd"}]}', 3, ["own folder"]),
    ("a remote table", '{"resources":[{"name":"v","path":"https://example.org/v.csv"}]}', 3, ["own folder"]),
    ("an unknown role", '{"resources":[{"name":"v","path":"units.csv","tangbac:role":"figures"}]}', 3, ["unknown role 'figures'"]),
    ("no path", '{"resources":[{"name":"v"}]}', 3, ["has no path"]),
    ("a resource that is a number", '{"resources":[5]}', 3, ["a resource must be an object"]),
    ("no figures", '{"resources":[]}', 3, ["no figure"]),
    ("another quote", '{"resources":[{"name":"v","path":"units.csv","dialect":{"quoteChar":"|"}}]}', 3, ["declares quoteChar |, which cannot be read"]),
    ("a delimiter that is none", '{"resources":[{"name":"v","path":"units.csv","dialect":{"delimiter":"::"}}]}', 3, ["declares delimiter ::"]),
    ("no heads", '{"resources":[{"name":"v","path":"units.csv","dialect":{"header":false}}]}', 3, ["declares header false"]),
    ("another encoding", '{"resources":[{"name":"v","path":"units.csv","encoding":"windows-1258"}]}', 3, ["declares encoding windows-1258"]),
    ("another hash", '{"resources":[{"name":"v","path":"units.csv","tangbac:role":"units","hash":"sha256:%s"}]}' % ("0" * 64), 3, ["units.csv: the file is not the one that the package describes: its SHA-256 is"]),
    ("another size", '{"resources":[{"name":"v","path":"units.csv","tangbac:role":"units","bytes":7}]}', 3, ["it has [0-9]+ bytes, not 7"]),
    ("a character that ends texts", '{"resources":[{"name":"v","path":"units.csv\\u0000.txt"}]}', 3, ["u0000 is not a character of a text"]),
    ("a number beyond doubles", '{"resources":[],"version":1e999}', 3, ["the number of 'version' is beyond the range"]),
    ("quotes that are not doubled", '{"resources":[{"name":"v","path":"units.csv","dialect":{"doubleQuote":false}}]}', 3, ["declares doubleQuote false"]),
    ("a quote that is no text", '{"resources":[{"name":"v","path":"units.csv","dialect":{"quoteChar":5}}]}', 3, ["declares quoteChar"]),
    ("a mark that escapes", '{"resources":[{"name":"v","path":"units.csv","dialect":{"escapeChar":"x"}}]}', 3, ["declares escapeChar"]),
    ("a delimiter that is no text", '{"resources":[{"name":"v","path":"units.csv","dialect":{"delimiter":7}}]}', 3, ["declares delimiter"]),
    ("a delimiter that is not read", '{"resources":[{"name":"v","path":"units.csv","dialect":{"delimiter":"x"}}]}', 3, ["declares delimiter x"]),
    ("missing values that are no list", '{"resources":[{"name":"v","path":"units.csv","schema":{"missingValues":"-"}}]}', 3, ["missingValues"]),
    ("missing values that are no texts", '{"resources":[{"name":"v","path":"units.csv","schema":{"missingValues":["-",5]}}]}', 3, ["missingValues"]),
    ("more missing values than are read", '{"resources":[{"name":"v","path":"units.csv","schema":{"missingValues":[%s]}}]}' % ",".join(['"x"'] * 101), 3, ["missingValues"]),
    ("an encoding that is no text", '{"resources":[{"name":"v","path":"units.csv","encoding":8}]}', 3, ["'encoding'"]),
    ("a hash that is no text", '{"resources":[{"name":"v","path":"units.csv","hash":8}]}', 3, ["'hash'"]),
    ("a size below 0", '{"resources":[{"name":"v","path":"units.csv","bytes":-1}]}', 3, ["'bytes'"]),
    ("an index that is no text", '{"resources":[{"name":"v","path":"units.csv","tangbac:index":8}]}', 3, ["'tangbac:index'"]),
    ("years that are none", '{"resources":[{"name":"v","path":"units.csv","tangbac:valid_from":"soon"}]}', 3, ["'tangbac:valid_from'"]),
    ("years that are too late", '{"resources":[{"name":"v","path":"units.csv","tangbac:valid_to":10000}]}', 3, ["'tangbac:valid_to'"]),
    ("a role that is no text", '{"resources":[{"name":"v","path":"units.csv","tangbac:role":8}]}', 3, ["'tangbac:role'"]),
    ("a path that is a number in a list", '{"resources":[{"name":"v","path":["units.csv",5]}]}', 3, ["the path of a resource must be a text"]),
    ("a path out of the folder in a list", '{"resources":[{"name":"v","path":["a/../../units.csv"]}]}', 3, ["own folder"]),
    ("figures in the descriptor itself", '{"resources":[{"name":"v","data":[[1]]}]}', 3, ["has no path"]),
    ("a member twice", '{"resources":[],"resources":[]}', 3, ["duplicate member .resources."]),
]


def digest(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


class Refused(Trial):
    def test_tables(self):
        for name, content, options, words in REFUSED:
            with self.subTest(name):
                self.package()
                file = "t.csv" if content is not None else "t.xlsx"
                self.write(file, content if content is not None else b"PK")
                said = self.import_("datapackage.json", file, *options, code=3)
                self.assertWords(said, *words)
                self.assertEqual([x for x in os.listdir(self.folder.name) if "panel" in x], [])

    def test_tables_of_a_package(self):
        for file, content, words in PACKAGE:
            with self.subTest(file + ": " + words[-1]):
                self.package({file: content})
                self.assertWords(self.import_("datapackage.json", code=3), *words)

    def test_descriptors(self):
        self.package()
        for name, text, code, words in DESCRIPTORS:
            with self.subTest(name):
                self.write("datapackage.json", text)
                self.assertWords(self.import_("datapackage.json", code=code), *words)

    def test_a_link_out_of_the_package(self):
        self.package()
        os.rename(self.path("units.csv"), self.path("../units-of-" + os.path.basename(self.folder.name)))
        outside = self.path("../units-of-" + os.path.basename(self.folder.name))
        self.addCleanup(os.remove, outside)
        os.symlink(outside, self.path("units.csv"))
        self.assertWords(self.import_("datapackage.json", code=3), "a link to a file outside the package's folder")

    def test_many_members(self):
        import time
        self.write("datapackage.json", '{"resources":[],"more":{' + ",".join('"m%d":1' % i for i in range(100000)) + "}}")
        start = time.monotonic()
        self.assertWords(self.import_("datapackage.json", code=3), "no figure")
        self.assertLess(time.monotonic() - start, 10)  # a second on a quiet machine; it was minutes

    def test_what_a_descriptor_says_is_obeyed(self):
        import json
        self.package()
        with open(self.path("datapackage.json"), encoding="utf-8") as f:
            package = json.load(f)
        for r in package["resources"]:
            if r["name"] == "values":
                r["tangbac:index"] = "IX"
                r["dialect"] = {"delimiter": "|"}
                r["schema"] = {"missingValues": ["", "..", "n/a"]}
        self.write("datapackage.json", json.dumps(package))
        self.write("values.csv", "unit|year|TOTAL|A\n01|2018|86.4|..\n02|2018|n/a|50\n")
        self.import_("datapackage.json")
        self.assertEqual(self.cell("IX", "TOTAL", 2018, "01"), 86.4)

    def test_all_errors_of_a_file_and_a_count(self):
        self.package()
        self.write("t.csv", LONG + "".join("IX,TOTAL,2021,01,bad%d,PRESS,\n" % i for i in range(120)))
        said = self.import_("datapackage.json", "t.csv", code=3)
        self.assertEqual(said.count("is not a number"), 50)
        self.assertWords(said, "'bad0'", "'bad49'", "and 70 more")

    def test_errors_in_vietnamese(self):
        self.package()
        self.write("t.csv", LONG + "IX,TOTAL,2021,Lay Thu,50,PRESS,\nIX,TOTAL,2021,01,cao,PRESS,\n")
        self.assertWords(self.import_("datapackage.json", "t.csv", "--lang", "vi", code=3), "không phải là đơn vị", "có phải là", "không phải là số")

    def test_files_that_are_not_there(self):
        self.package()
        self.assertWords(self.import_("none.csv", code=1), r"no file 'none\.csv'")
        os.mkdir(self.path("empty"))
        self.assertWords(self.import_("empty", code=1), r"holds no datapackage\.json")

    def test_usage(self):
        self.package()
        done = self.run_command("import", "datapackage.json")
        self.assertEqual(done.returncode, 2)
        self.assertEqual(self.run_command("import", "-o", "x.h5").returncode, 2)
        self.assertEqual(self.run_command("import", "datapackage.json", "-o", "x.h5", "--year", "1800").returncode, 2)
        self.assertEqual(self.run_command("import", "datapackage.json", "-o", "x.h5", "--prefer", "nobody").returncode, 2)
        self.assertFalse(os.path.exists(self.path("x.h5")))


class Sums(Trial):
    ROW = "unit,year,TOTAL,A,B\n01,2021,90,55,30\n"

    def test_a_warning_elsewhere(self):
        self.package()
        self.write("t.csv", self.ROW)
        self.assertWords(self.import_("datapackage.json", "t.csv"), "differ from the sum of their parts")
        self.assertEqual([w["code"] for w in self.report["warnings"]], ["sum"])
        self.assertEqual(self.cell("IX", "TOTAL", 2021, "01"), 90)

    def test_refused_in_a_complete_table(self):
        self.package()
        self.write("t.csv", self.ROW)
        self.assertWords(self.import_("datapackage.json", "t.csv", "--complete", code=3), r"t\.csv:2:3 \(TOTAL\)", "IX.TOTAL 2021 of 01 is 90", "add up to 85")

    def test_refused_when_the_package_says_so(self):
        self.package({"values.csv": LONG + "IX,TOTAL,2021,01,90,PRESS,\nIX,A,2021,01,55,PRESS,\nIX,B,2021,01,30,PRESS,\n"}, {"tangbac:complete": True})
        self.assertWords(self.import_("datapackage.json", code=3), r"values\.csv:2:5 \(value\)", "add up to 85")

    def test_rounding_is_no_contradiction(self):
        self.package()
        self.write("t.csv", "unit,year,TOTAL,A,B\n01,2021,85.1,55.04,30.04\n")
        self.import_("datapackage.json", "t.csv", "--complete")


class AllOrNothing(Trial):
    def old_panel(self):
        self.package()
        self.import_("datapackage.json")
        return digest(self.path("panel.h5"))

    def test_a_refused_import_leaves_the_old_panel(self):
        before = self.old_panel()
        self.write("t.csv", LONG + "IX,TOTAL,2021,01,bad,PRESS,\n")
        self.import_("datapackage.json", "t.csv", code=3)
        self.assertEqual(digest(self.path("panel.h5")), before)

    def test_no_room_on_the_disk(self):
        before = self.old_panel()

        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

        done = self.run_command("import", "datapackage.json", "-o", "panel.h5", preexec=small_files)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertWords(done.stderr.decode(), r"cannot write 'panel\.h5': File too large")
        self.assertEqual(digest(self.path("panel.h5")), before)
        self.assertEqual([x for x in os.listdir(self.folder.name) if "tmp" in x], [])

    def test_a_full_disk(self):
        self.package()
        with tempfile.TemporaryDirectory() as mount:
            if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", mount], capture_output=True).returncode != 0:
                self.skipTest("needs to be root and able to mount a small file system")
            try:
                done = self.run_command("import", "datapackage.json", "-o", mount + "/panel.h5")
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertWords(done.stderr.decode(), "No space left on device")
                self.assertEqual(os.listdir(mount), [])
            finally:
                subprocess.run(["umount", mount], check=True)

    def test_a_folder_that_is_not_there_or_is_the_target(self):
        self.package()
        self.import_("datapackage.json", code=1, out="no/such/panel.h5")
        self.assertWords(self.import_("datapackage.json", code=1, out="."), "is a directory")

    def test_a_reader_keeps_the_panel_that_it_opened(self):
        self.old_panel()
        with self.panel() as f:
            before = f["IX/value"][:].tobytes()
            self.write("t.csv", "unit,year,TOTAL,A\n01,2022,50,1\n")
            self.import_("datapackage.json", "t.csv")
            self.assertEqual(f["IX/value"][:].tobytes(), before)
        self.assertEqual(self.cell("IX", "TOTAL", 2022, "01"), 50)

    def test_the_same_tables_give_the_same_bytes(self):
        before = self.old_panel()
        self.import_("datapackage.json", out="again.h5")
        self.assertEqual(digest(self.path("again.h5")), before)


if __name__ == "__main__":
    unittest.main()
