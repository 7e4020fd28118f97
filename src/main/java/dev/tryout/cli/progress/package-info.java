/** How a running study is shown: a live block on a terminal, plain lines elsewhere, JSON lines for programs. */
@NullMarked
package dev.tryout.cli.progress;

import org.jspecify.annotations.NullMarked;
