#!/bin/sh
# A stand-in for training: a loss that falls towards a parabola's value epoch by epoch.
# Parameters arrive as TRYOUT_PARAM_<NAME>; each line of JSON on standard output reports an epoch.
epoch=$((${TRYOUT_RESUME_EPOCH:-0} + 1))
while [ "$epoch" -le "$TRYOUT_EPOCHS" ]; do
    LC_ALL=C awk -v x="$TRYOUT_PARAM_X" -v y="$TRYOUT_PARAM_Y" -v m="${TRYOUT_PARAM_MOMENTUM:-0.9}" -v e="$epoch" 'BEGIN {
        printf "{\"epoch\": %d, \"loss\": %.6f}\n", e, (x - 1) ^ 2 + (y - 3) ^ 2 + (m - 0.9) ^ 2 + 10 / e
    }'
    epoch=$((epoch + 1))
done
