#!/bin/sh
# usage: startup.sh TANGBAC - `tangbac --version` starts in 15 ms because it loads few libraries: what is dear (HDF5 with curl and Kerberos behind it, librsvg
# with Pango and X11) is in the command as an archive or is loaded when a picture is drawn. Counted, since a time would depend on the machine.
command=$1
libraries=$(ldd "$command" | awk '{ print $1 }')
if echo "$libraries" | grep -q libhdf5; then
    echo "no archive of HDF5 here: the command starts with the shared one"
    exit 77
fi
bad=0
for dear in libcurl libldap libgssapi_krb5 librsvg libcairo libX11 libglib libicudata; do
    if echo "$libraries" | grep -q "$dear"; then
        echo "the command loads $dear at its start"
        bad=1
    fi
done
count=$(echo "$libraries" | wc -l)
if [ "$count" -gt 24 ]; then
    echo "$count libraries at the start; at most 24"
    bad=1
fi
exit "$bad"
