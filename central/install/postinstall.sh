#!/bin/sh
set -e
getent passwd motcua >/dev/null || adduser --system --group --quiet --home /var/lib/motcua --no-create-home motcua
chgrp motcua /etc/motcua/central.toml # it may hold the password of a database
install -d -o motcua -g motcua -m 0750 /var/lib/motcua/central
if [ -d /run/systemd/system ]; then systemctl daemon-reload; systemctl try-restart motcua-central; fi
