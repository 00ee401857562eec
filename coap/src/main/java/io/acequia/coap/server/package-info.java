/// Resources and their methods: RFC 7252 section 5.
@NullMarked
package io.acequia.coap.server;

import org.jspecify.annotations.NullMarked;
