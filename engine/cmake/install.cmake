# What an installation holds: library, headers, command, find_package and pkg-config files, man page and completions, the data package.
include(CMakePackageConfigHelpers)

install(TARGETS tangbac tangbac_shared tangbac_flags tangbac_vendors EXPORT tangbacTargets
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS tangbac_command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/include/tangbac DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(EXPORT tangbacTargets NAMESPACE tangbac:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/tangbac)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/tangbacConfig.cmake.in ${CMAKE_BINARY_DIR}/tangbacConfig.cmake
    INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/tangbac)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/tangbacConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/tangbacConfig.cmake ${CMAKE_BINARY_DIR}/tangbacConfigVersion.cmake
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/tangbac)
# the .pc file finds its prefix from where it lies, so that an installation can be moved
file(RELATIVE_PATH pc_to_prefix /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
string(REGEX REPLACE "/$" "" pc_to_prefix "${pc_to_prefix}")
# names instead of Requires.private: that would ask for what OpenBLAS needs when it is static itself (gfortran), which nobody needs here
list(JOIN OPENBLAS_LDFLAGS " " pc_vendors)
foreach(vendor LAPACKE GSL HDF5 CJSON UTF8PROC XLSXWRITER MINIZIP EXPAT FREEXL)
    list(JOIN ${vendor}_LDFLAGS " " flags)
    string(APPEND pc_vendors " ${flags}")
endforeach()
configure_file(${CMAKE_CURRENT_LIST_DIR}/tangbac.pc.in ${CMAKE_BINARY_DIR}/tangbac.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/tangbac.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# the man page and the completions come out of the command itself
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/tangbac.1 ${CMAKE_BINARY_DIR}/vi/tangbac.1 ${CMAKE_BINARY_DIR}/tangbac.bash ${CMAKE_BINARY_DIR}/_tangbac ${CMAKE_BINARY_DIR}/tangbac.fish
    COMMAND tangbac_command help --man > ${CMAKE_BINARY_DIR}/tangbac.1
    COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/vi
    COMMAND tangbac_command --lang vi help --man > ${CMAKE_BINARY_DIR}/vi/tangbac.1
    COMMAND tangbac_command help --completion bash > ${CMAKE_BINARY_DIR}/tangbac.bash
    COMMAND tangbac_command help --completion zsh > ${CMAKE_BINARY_DIR}/_tangbac
    COMMAND tangbac_command help --completion fish > ${CMAKE_BINARY_DIR}/tangbac.fish
    DEPENDS tangbac_command VERBATIM)
add_custom_target(tangbac_pages ALL DEPENDS ${CMAKE_BINARY_DIR}/tangbac.1)
install(FILES ${CMAKE_BINARY_DIR}/tangbac.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${CMAKE_BINARY_DIR}/vi/tangbac.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/vi/man1)
install(FILES ${CMAKE_BINARY_DIR}/tangbac.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME tangbac)
install(FILES ${CMAKE_BINARY_DIR}/_tangbac DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${CMAKE_BINARY_DIR}/tangbac.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/datasets DESTINATION ${CMAKE_INSTALL_DATADIR}/tangbac)
