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
# headers alone: the library is loaded when a picture is drawn (render/picture_library.c)
pkg_check_modules(RSVG REQUIRED librsvg-2.0)
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
set(VENDORS_OF_TEXT PkgConfig::CJSON PkgConfig::UTF8PROC ${CSV_LIBRARY} PkgConfig::XLSXWRITER PkgConfig::MINIZIP PkgConfig::EXPAT PkgConfig::FREEXL ${READSTAT_LIBRARY}
    OpenMP::OpenMP_C Threads::Threads m ${CMAKE_DL_LIBS})
target_link_libraries(tangbac_vendors INTERFACE
    PkgConfig::OPENBLAS PkgConfig::LAPACKE PkgConfig::GSL ${HDF5_HL_LIBRARY} PkgConfig::HDF5 ${VENDORS_OF_TEXT})

# The command starts often, so it carries what is dear to load: HDF5 (whose shared form brings curl, LDAP and Kerberos, 14 ms), GSL and LAPACKE as
# archives. They are not position independent enough for a shared library: libtangbac.so keeps the shared ones.
option(TANGBAC_ARCHIVES "link the command with the archives of HDF5, GSL and LAPACKE where they are" ON)
add_library(tangbac_command_vendors INTERFACE)
foreach(name hdf5_hl hdf5 gsl lapacke z sz)
    set(names ${name})
    if(name MATCHES "hdf5|gsl|lapacke")
        set(names lib${name}.a)
    endif()
    find_library(ARCHIVE_${name} NAMES ${names} HINTS ${HDF5_LIBRARY_DIRS})
    mark_as_advanced(ARCHIVE_${name})
    if(NOT ARCHIVE_${name})
        set(TANGBAC_ARCHIVES OFF)
    endif()
endforeach()
if(TANGBAC_ARCHIVES)
    target_link_libraries(tangbac_command_vendors INTERFACE ${ARCHIVE_lapacke} PkgConfig::OPENBLAS ${ARCHIVE_gsl} ${ARCHIVE_hdf5_hl} ${ARCHIVE_hdf5} ${ARCHIVE_z} ${ARCHIVE_sz}
        ${VENDORS_OF_TEXT})
    target_link_options(tangbac_command_vendors INTERFACE LINKER:--as-needed)
else()
    target_link_libraries(tangbac_command_vendors INTERFACE tangbac_vendors)
endif()
