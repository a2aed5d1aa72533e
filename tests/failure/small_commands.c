/* small_commands.c - lines, and the files that they read. Everything here is synthetic. */
#include "failure/small_commands.h"

#include "support/check.h"
#include "support/zip_of.h"

#include <stdio.h>

/* How many requests of a line are refused, each in its turn: a run takes about 1, 10, 100 and more
 * ms. */
enum { EACH = 10000, SOME = 40, FEW = 6, RARE = 5 };

#define GOAL "--panel;p.h5;--unit;S01;--origin;2022;--year;2023;--draws;100;--threads;1;-q"

const small_command small_commands[] = {
    { EACH, "import;syn/datapackage.json;-q;-o;out.h5" },
    { EACH, "import;syn;third.xlsx;--index;TST;-o;out.h5" },
    { EACH, "import;syn;third.ods;--index;TST;-o;out.h5" },
    { SOME, "show;p.h5" },
    { EACH, "show;p.h5;-t" },
    { EACH, "show;p.h5;--missing;--index;SYN;--year;2023;-o;out.csv" },
    { EACH, "rank;p.h5;--index;SYN;--year;2021" },
    { EACH, "rank;p.h5;--index;SYN;--year;2021;-t;--lang;vi" },
    { SOME, "standing;p.h5;--unit;S01;--year;2022;--threads;1" },
    { EACH, "standing;p.h5;--unit;S01;--year;2022;--threads;1;-t" },
    { EACH, "export;p.h5;-q;-o;out.csv" },
    { EACH, "export;p.h5;-q;--wide;-o;out.xlsx" },
    { EACH, "export;p.h5;-q;-o;out.dta" },
    { EACH, "export;p.h5;-q;--index;SYN;--year;2023;--template;-o;out.csv" },
    { EACH, "estimate;p.h5;SYN ~ SYN.D1 + lag(SYN.D2) | unit + year" },
    { EACH, "estimate;p.h5;SYN ~ SYN.D1 | unit;--vcov;cr2:unit;--wild;50;-t" },
    { EACH, "estimate;p.h5;SYN ~ SYN.D1 | unit;--vcov;dk:2;--predict;predict.csv;--csv" },
    { EACH, "estimate;p.h5;SYN ~ SYN.D1 + factor(year);-m;random;--test;SYN.D1 = 0" },
    { EACH, "estimate;p.h5;SYN ~ SYN.D1;-m;reml;--residuals;out.csv" },
    { EACH, "estimate;p.h5;SYN ~ SYN.D1;-m;mundlak;--vcov;cr3:unit;--latex" },
    { EACH, "estimate;p.h5;SYN ~ SYN.D1 | 0 | SYN.D2 ~ SYN.I6 + SYN.I9" },
    { EACH, "estimate;p.h5;SYN ~ lag(SYN) + SYN.D1;-m;gmm;--steps;2" },
    { EACH, "estimate;p.h5;SYN ~ lag(SYN);-m;sysgmm" },
    { EACH, "estimate;p.h5;SYN ~ lag(SYN) + SYN.D1;-m;hpj" },
    { EACH, "estimate;p.h5;SYN ~ SYN.D1 + SYN.D2;-m;ridge" },
    { EACH, "estimate;p.h5;SYN ~ SYN.D1 + SYN.D2;-m;bma" },
    { EACH, "estimate;p.h5;SYN ~ SYN.D1;-m;between;--compare;fd;--compare;pooled;-t" },
    { SOME, "forecast;p.h5;--index;SYN;--origin;2022;--draws;100;--threads;1" },
    { SOME, "forecast;p.h5;--index;SYN;--origin;2022;--draws;100;--threads;1;--full;-t" },
    { SOME, "simulate;p.h5;--index;SYN;--year;2022;--draws;40;--samples;16;--bootstraps;100;--"
            "threads;1" },
    { SOME,
      "simulate;p.h5;--index;SYN;--year;2022;--draws;40;--samples;16;--noise;none;--vary;I1=0.1;"
      "--replicates;out.csv;--full;--threads;1;-t" },
    { RARE, "complete;p.h5;--index;SYN;--year;2023;--draws;400;--threads;1" },
    { SOME, "backtest;p.h5;--index;SYN;--origins;2020:2021;--draws;100;--threads;1;-t" },
    { EACH, "effects;p.h5;--events;events.csv;--measure;M;--outcome;SYN.D1;--threads;1" },
    { SOME,
      "effects;p.h5;--events;events.csv;--measure;M;--outcome;SYN.D1;--threads;1;--estimator;sdid;-"
      "-floor;2;-t" },
    { SOME, "evaluate;p.h5;predictions.csv" },
    { EACH, "evaluate;p.h5;predictions.csv;-t" },
    { FEW, "atlas;p.h5;-q;-o;out.html;--draws;100;--threads;1" },
    { SOME, "run;s.json;--threads;1" },
    { SOME, "run;s.json;--threads;1;-t" },
    { SOME, "run;" GOAL ";--goal;SYN: +2 ranks;--levers;levers.csv;--budget;2" },
    { SOME, "intervene;s.json;--threads;1" },
    { SOME, "intervene;" GOAL ";--goal;SYN: +2 ranks;--units;all;--evaluate" },
    { EACH, "report;result.json;-q;-o;out.html" },
    { EACH, "report;result.json;-q;-o;out.md" },
    { EACH, "report;result.json;-q;-o;out.csv" },
    { SOME, "report;result.json;-q;-o;out.docx" },
    { EACH, "report;result.json;-q;-o;out.xlsx" },
    { RARE, "complete;p.h5;--index;TST;--year;2022;--draws;400;--threads;1;-t" },
    { RARE, "complete;p.h5;--index;TST;--year;2022;--draws;400;--threads;1;-q;--samples;out.csv" },
    { SOME, "forecast;p.h5;--index;TST;--origin;2022;--draws;100;--threads;1" },
    { SOME, "forecast;p.h5;--index;SYN;--origin;2021;--draws;100;--threads;1;--model;stack;-t" },
    { SOME, "forecast;p.h5;--index;SYN;--origin;2021;--draws;100;--threads;1;--samples;out.csv" },
    { SOME, "forecast;p.h5;--index;SYN;--origin;2021;--draws;100;--threads;1;-q;--samples;out.h5" },
    { RARE, "backtest;p.h5;--index;SYN;--origins;2020:2021;--draws;400;--threads;1;--facts" },
    { RARE, "backtest;p.h5;--index;SYN;--origins;2020:2021;--draws;400;--threads;1;--records" },
    { FEW, "run;years.json;--threads;1" },
    { FEW, "run;two.json;--threads;1;-t;--lang;vi" },
    { FEW, "run;two.json;--threads;1;--rivals;reach;--objective;rank" },
    { FEW, "run;two.json;--threads;1;--evidence;estimated;--objective;joint" },
    { FEW, "run;two.json;--threads;1;--known;TST:2022:rank=5,unit=S07" },
    { FEW, "run;two.json;--threads;1;--progress;progress.csv;--agencies;agencies.csv;-t" },
    { SOME, "report;two-result.json;-q;-o;out.html;--lang;vi" },
    { EACH, "synth;-q;-o;out;--units;4;--years;3" },
    { 0, NULL },
};

const small_command writing_commands[] = {
    { EACH, "import;syn/datapackage.json;-q;-o;out.h5" },
    { SOME, "import;syn;second.csv;-q;-o;out.h5" },
    { SOME, "import;syn;third.xlsx;--index;TST;-q;-o;out.h5" },
    { SOME, "import;syn;third.ods;--index;TST;-q;-o;out.h5" },
    { EACH, "rank;p.h5;--index;SYN;--year;2021" },
    { SOME, "export;p.h5;-q;-o;out.csv" },
    { SOME, "export;p.h5;-q;--wide;-o;out.xlsx" },
    { SOME, "export;p.h5;-q;-o;out.dta" },
    { SOME, "estimate;p.h5;SYN ~ SYN.D1 | unit;--predict;predict.csv;--residuals;out.csv" },
    { SOME, "forecast;p.h5;--index;SYN;--origin;2021;--draws;100;--threads;1;--samples;out.csv" },
    { SOME, "forecast;p.h5;--index;SYN;--origin;2021;--draws;100;--threads;1;-q;--samples;out.h5" },
    { SOME, "simulate;p.h5;--index;SYN;--year;2022;--draws;40;--samples;0;--noise;none;"
            "--replicates;out.csv;--threads;1" },
    { SOME, "effects;p.h5;--events;events.csv;--measure;M;--outcome;SYN.D1;--threads;1" },
    { SOME, "evaluate;p.h5;predictions.csv" },
    { SOME, "run;s.json;--threads;1;-q;-o;out.json" },
    { EACH, "report;result.json;-q;-o;out.html" },
    { EACH, "report;result.json;-q;-o;out.docx" },
    { EACH, "report;result.json;-q;-o;out.xlsx" },
    { EACH, "synth;-q;-o;out;--units;4;--years;3" },
    { 0, NULL },
};

static void write_file(const char *name, const char *text)
{
    FILE *f = fopen(name, "w");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
}

/* Totals of a second index, of which the last two years are known in part, the rest by rank. */
static void write_second_index(void)
{
    FILE *f = fopen("second.csv", "w");
    assert_non_null(f);
    fputs("index,indicator,year,unit,value,source\n", f);
    for (int year = 2017; year <= 2023; year++)
        for (int unit = 1; unit <= 8; unit++) {
            double score = 50 + 3 * unit + (year - 2017) + (unit * year) % 5;
            if (year < 2022 || unit < 4)
                fprintf(f, "TST,TOTAL,%d,S%02d,%.1f,SYNTHETIC\n", year, unit, score);
            if (year == 2022 && unit == 6)
                fprintf(f, "TST,RANK,%d,S%02d,%d,SYNTHETIC\n", year, unit, 3);
        }
    assert_int_equal(fclose(f), 0);
}

/* The same figures of a year of it, as a workbook of either kind, with a title above. */
static void write_workbooks(void)
{
    static const zip_part xlsx[] = {
        { "xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"2024\" "
                             "r:id=\"a\"/></sheets></workbook>" },
        { "xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"a\" "
                                        "Target=\"worksheets/sheet1.xml\"/></Relationships>" },
        { "xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/></cellXfs></styleSheet>" },
        { "xl/sharedStrings.xml", "<sst><si><t>S01</t></si><si><t>S02</t></si></sst>" },
        { "xl/worksheets/sheet1.xml",
          "<worksheet><cols><col min=\"4\" max=\"4\" hidden=\"1\"/></cols><sheetData><row><c "
          "t=\"str\"><v>TST 2024</v></c></row><row><c t=\"str\"><v>unit</v></c><c "
          "t=\"str\"><v>TOTAL</v></c></row><row hidden=\"1\"><c t=\"s\"><v>0</v></c><c s=\"0\">"
          "<v>50.5</v></c></row><row><c t=\"s\"><v>1</v></c><c><v>51</v></c></row></sheetData>"
          "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>" },
    };
    static const zip_part ods[] = {
        { "content.xml",
          "<d><style name=\"up\"><text-properties text-position=\"super\"/></style><table "
          "name=\"2024\"><table-column number-columns-repeated=\"3\" visibility=\"collapse\"/>"
          "<table-row><table-cell number-columns-spanned=\"2\"><p>TST 2024</p></table-cell>"
          "</table-row><table-row><table-cell><p>unit</p></table-cell><table-cell><p>TOTAL</p>"
          "</table-cell></table-row><table-row visibility=\"collapse\"><table-cell><p>S01<span "
          "style-name=\"up\">1</span></p></table-cell><table-cell value-type=\"float\" "
          "value=\"50.5\"><p>50,5</p></table-cell></table-row></table></d>" },
    };
    assert_true(zip_of("third.xlsx", xlsx, sizeof xlsx / sizeof *xlsx));
    assert_true(zip_of("third.ods", ods, sizeof ods / sizeof *ods));
}

void write_small_inputs(void)
{
    write_workbooks();
    write_second_index();
    write_file("levers.csv", "id,name_vi,name_en,component,mean,sd,cost,requires,excludes\n"
                             "A,A,A,SYN.D1,0.5,0.2,1,,\n"
                             "B,B,B,SYN.D2,0.6,0.2,1,A,\n"
                             "C,C,C,SYN.D3,0.2,0.1,1,,A\n");
    write_file(
        "s.json",
        "{ \"schema\": \"tangbac/scenario/1\", \"panel\": \"p.h5\", \"unit\": \"S01\",\n"
        "  \"origin\": 2022, \"year\": 2023, \"draws\": 100, \"levers\": \"levers.csv\",\n"
        "  \"budget\": 2, \"goals\": [ { \"index\": \"SYN\", \"goal\": \"+2 ranks\" } ] }\n");
    write_file("two.json",
               "{ \"schema\": \"tangbac/scenario/1\", \"panel\": \"p.h5\", \"unit\": \"S01\",\n"
               "  \"origin\": 2022, \"year\": 2023, \"draws\": 100, \"levers\": \"levers.csv\",\n"
               "  \"budget\": 2, \"goals\": [ { \"index\": \"SYN\", \"goal\": \"+1 ranks\" },\n"
               "  { \"any\": [ { \"index\": \"TST\", \"goal\": \"top 3\" },\n"
               "    { \"index\": \"SYN\", \"goal\": \"top 2\" } ] } ] }\n");
    write_file("years.json",
               "{ \"schema\": \"tangbac/scenario/1\", \"panel\": \"p.h5\", \"unit\": \"S01\",\n"
               "  \"origin\": 2022, \"year\": 2023, \"draws\": 100, \"levers\": \"levers.csv\",\n"
               "  \"budget\": { \"2023\": 1, \"2024\": 1 }, \"goals\": [ { \"index\": \"SYN\",\n"
               "  \"goal\": \"up 1 rank a year until 2024\" } ] }\n");
    write_file("progress.csv", "lever,date,done,note,index,year,value,std_error,kind\n"
                               "A,2023-05-20,yes,done,,,,,\n"
                               ",,,,SYN.D1,2023,7,0.1,survey\n");
    write_file("agencies.csv", "agency,name_vi,name_en,from,to,successor\n"
                               "a,Sở A,Department A,,2021-03-01,b\n"
                               "b,Sở B,Department B,2021-03-02,,\n");
    write_file("predict.csv", "unit,year,SYN.D1\nS01,2022,5\nS02,2022,6\n");
    write_file("events.csv", "measure,unit,status,adopt_year,exposure_year\n"
                             "M,S01,dated,2019,2019\n"
                             "M,S02,dated,2020,2020\n"
                             "M,S03,dated,2020,2020\n"
                             "M,S04,never,,\nM,S05,never,,\nM,S06,never,,\nM,S07,never,,\n");
    write_file("predictions.csv", "index,origin,year,unit,output_type,output_type_id,value\n"
                                  "SYN,2021,2022,S01,quantile,0.05,30\n"
                                  "SYN,2021,2022,S01,quantile,0.5,35\n"
                                  "SYN,2021,2022,S01,quantile,0.95,40\n");
}
