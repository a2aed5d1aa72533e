#!/bin/sh
# usage: tests/fuzz/run.sh [SECONDS [csv|sheet|text]] - builds a fuzz target with clang and runs it (default: 60 seconds, csv).
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
target=${2:-csv}
folder=build/fuzz
mkdir -p "$folder/csv" "$folder/sheet" "$folder/text"
if [ "$target" = sheet ]; then
    packages="libutf8proc minizip expat freexl"
    # shellcheck disable=SC2046,SC2086
    clang -std=c17 -g -O1 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -DUTF8PROC_EXPORTS -Iengine -Iinclude -Itests $(pkg-config --cflags $packages) \
        -fsanitize=fuzzer,address,undefined tests/fuzz/fuzz_sheet.c tests/support/zip_of.c engine/base/*.c engine/text/csv.c engine/text/utf8.c \
        engine/text/parse_number.c engine/sheet/*.c $(pkg-config --libs $packages) -lcsv -lpthread -lm -o "$folder/fuzz_sheet"
    exec "$folder/fuzz_sheet" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 "$folder/sheet" \
        tests/fuzz/corpus/sheet
fi
if [ "$target" = text ]; then
    packages="libcjson libutf8proc"
    # shellcheck disable=SC2046,SC2086
    clang -std=c17 -g -O1 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -DUTF8PROC_EXPORTS -Iengine -Iinclude $(pkg-config --cflags $packages) \
        -fsanitize=fuzzer,address,undefined tests/fuzz/fuzz_text.c engine/base/*.c engine/text/*.c $(pkg-config --libs $packages) -lcsv -lpthread -lm \
        -o "$folder/fuzz_text"
    exec "$folder/fuzz_text" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 "$folder/text" \
        tests/fuzz/corpus/text
fi
libraries="-lhdf5_serial_hl $(pkg-config --libs openblas lapacke gsl hdf5-serial libcjson libutf8proc minizip expat freexl) -lcsv -fopenmp -lpthread -lm"
flags="-std=c17 -g -O1 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -Iengine -Iinclude $(pkg-config --cflags openblas gsl hdf5-serial libcjson libutf8proc minizip expat freexl) -DUTF8PROC_EXPORTS"
# base, text, panel and what they need of num: compiled anew with the fuzzer's own instrumentation (the kernels for newer processors without it)
objects=
for level in avx2 avx512; do
    [ -f "engine/num/simd_$level.c" ] || continue
    case $level in avx2) more="-mavx2 -mfma" ;; *) more="-mavx512f -mavx512dq -mavx512bw -mavx512vl -mavx2 -mfma" ;; esac
    # shellcheck disable=SC2086
    clang $flags $more -c "engine/num/simd_$level.c" -o "$folder/kernels_$level.o"
    objects="$objects $folder/kernels_$level.o"
done
# shellcheck disable=SC2086
clang $flags -fsanitize=fuzzer,address,undefined tests/fuzz/fuzz_csv.c engine/base/*.c engine/text/*.c engine/num/rng.c engine/num/libraries.c \
    engine/num/simd.c engine/num/simd_plain.c $objects engine/sheet/*.c engine/panel/*.c engine/score/*.c engine/import/*.c $libraries -o "$folder/fuzz_csv"
printf 'index,indicator,year,unit,value,source,basis\nIX,TOTAL,2021,01,50,PRESS,published\n' >"$folder/csv/long"
printf '\357\273\277unit;year;TOTAL;RANK\r\n01;2021;"50,5";1\r\n' >"$folder/csv/wide"
printf 'unit,name_vi\n01,"A ""b"" \nc"\n' >"$folder/csv/units"
printf 'index,code,parent,min,max,weight,first_year\nIX,A,TOTAL,0,1,1,2000\n' >"$folder/csv/structure"
exec "$folder/fuzz_csv" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 "$folder/csv"
