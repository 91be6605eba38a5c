#!/bin/sh
# The morning job: what is overdue, as a list in a file of the day. Once a week it also
# verifies the ledger.
#
#     AUDITFLOW_STORE=sqlite:////srv/auditflow.db overdue-list.sh LISTS HEADS [DAY]
#
# LISTS is the folder of the lists. HEADS is a folder on another machine: there the head
# of the ledger is kept, where whoever can write to the store cannot change it.
#
# What is overdue is printed too, so that cron mails it. The exit status is 0 where the
# list was written; anything else means that it was not, or that the ledger does not
# verify, and standard error says why.
set -eu

fail() {
    echo "overdue-list: $2" >&2
    exit "$1"
}

[ $# -eq 2 ] || [ $# -eq 3 ] || fail 2 "name the folders: overdue-list.sh LISTS HEADS [DAY]"
[ -n "${AUDITFLOW_STORE:-}" ] || fail 2 "AUDITFLOW_STORE is not set; name the store in it"
lists=$1
heads=$2
# Asked once, so that the name of the list and what is in it are of the same day; and in
# Stockholm, where the days of the cases end, wherever the clock of the machine stands.
day=${3:-$(TZ=Europe/Stockholm date +%F)}
list=$lists/overdue-$day.csv
if [ $# -eq 3 ] && [ -e "$list" ]; then
    fail 2 "$list is there already; move it away first"
fi

# Whoever reads the list never sees a half of it: it gets its name when it is whole.
new=$lists/.overdue-$day.csv.$$
trap 'rm -f "$new"' EXIT
status=0
auditflow overdue --on "$day" --csv >"$new" || status=$?
case $status in
0 | 1) mv "$new" "$list" ;;
*) fail "$status" "no list was written: auditflow ended with status $status" ;;
esac

# 1 means that something is overdue. It is told to people as a table; if all of it was
# done in the meantime, the status is 0, and that is fine too.
if [ "$status" -eq 1 ]; then
    auditflow overdue --on "$day" --lang sv || [ $? -eq 1 ]
fi

week=$(date -u -d "$day" +%G-W%V)
[ -d "$heads" ] || fail 2 "$heads is no folder; mount the place where the heads are kept"
[ ! -e "$heads/head-$week" ] || exit 0

# The names are in the order of time, so the last one is the latest head.
kept=
for kept in "$heads"/head-*; do :; done
if [ -e "$kept" ]; then
    set -- --head "$(cat "$kept")"
else
    echo "no head was kept in $heads before: the first one is kept now"
    set --
fi
status=0
said=$(auditflow store verify --json "$@") || status=$?
case $status in
0) ;;
1) fail 1 "the ledger does not verify: $said" ;;
*) fail "$status" "the ledger was not verified: auditflow ended with status $status" ;;
esac
head=$(printf '%s\n' "$said" | sed -n 's/^ *"head": "\(.*\)",\{0,1\}$/\1/p')
[ -n "$head" ] || fail 70 "auditflow store verify told no head"
echo "$head" >"$heads/.head-$week.$$"
mv "$heads/.head-$week.$$" "$heads/head-$week"
