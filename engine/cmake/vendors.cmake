# The libraries that tangbac stands on, all Debian packages. OpenBLAS comes before GSL on every link line: with GSL first, libgslcblas would answer
# cblas_dgemm, slowly, and nothing would say so (tests/unit/num asks dladdr).
find_package(PkgConfig REQUIRED)
find_package(OpenMP REQUIRED COMPONENTS C)
find_package(Threads REQUIRED)
pkg_check_modules(OPENBLAS REQUIRED IMPORTED_TARGET openblas)
pkg_check_modules(LAPACKE REQUIRED IMPORTED_TARGET lapacke)
pkg_check_modules(GSL REQUIRED IMPORTED_TARGET gsl)
pkg_check_modules(HDF5 REQUIRED IMPORTED_TARGET hdf5-serial)
pkg_check_modules(CJSON REQUIRED IMPORTED_TARGET libcjson)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
find_library(HDF5_HL_LIBRARY hdf5_serial_hl HINTS ${HDF5_LIBRARY_DIRS} REQUIRED)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(MINIZIP REQUIRED IMPORTED_TARGET minizip)
pkg_check_modules(RSVG REQUIRED IMPORTED_TARGET librsvg-2.0)
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(FREEXL REQUIRED IMPORTED_TARGET freexl)
find_library(CSV_LIBRARY csv REQUIRED)
find_path(CSV_INCLUDE csv.h REQUIRED)
# Debian's libreadstat-dev has no pkg-config file
find_library(READSTAT_LIBRARY readstat REQUIRED)
find_path(READSTAT_INCLUDE readstat.h REQUIRED)
find_path(RANDOM123_INCLUDE Random123/philox.h REQUIRED)

add_library(tangbac_vendors INTERFACE)
target_include_directories(tangbac_vendors SYSTEM INTERFACE ${CSV_INCLUDE} ${READSTAT_INCLUDE} ${RANDOM123_INCLUDE})
target_link_libraries(tangbac_vendors INTERFACE
    PkgConfig::OPENBLAS PkgConfig::LAPACKE PkgConfig::GSL ${HDF5_HL_LIBRARY} PkgConfig::HDF5 PkgConfig::CJSON PkgConfig::UTF8PROC ${CSV_LIBRARY}
    PkgConfig::XLSXWRITER PkgConfig::MINIZIP PkgConfig::RSVG PkgConfig::EXPAT PkgConfig::FREEXL ${READSTAT_LIBRARY}
    OpenMP::OpenMP_C Threads::Threads m)
