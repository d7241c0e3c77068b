#!/bin/sh
set -e
if [ "$1" != upgrade ] && [ -d /run/systemd/system ]; then systemctl unmask ctrl-alt-del.target; fi
