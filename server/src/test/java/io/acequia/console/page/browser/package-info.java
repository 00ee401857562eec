@NullMarked
package io.acequia.console.page.browser;

import org.jspecify.annotations.NullMarked;
