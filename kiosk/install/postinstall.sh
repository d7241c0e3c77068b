#!/bin/sh
set -e
getent passwd kiosk >/dev/null || adduser --system --group --quiet --home /var/lib/motcua/kiosk --no-create-home --shell /bin/sh kiosk
for group in dialout lp video input tty audio; do adduser --quiet kiosk $group; done
install -d -o kiosk -g kiosk -m 0750 /var/lib/motcua/kiosk
install -d -o kiosk -g kiosk -m 0700 /var/lib/motcua/kiosk/.cache
if [ -d /run/systemd/system ]; then
	systemctl daemon-reload
	systemctl mask ctrl-alt-del.target
	systemctl try-restart motcua-kiosk
fi
