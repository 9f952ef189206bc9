#ifndef FUELLORT_CZLIB_SHIM_H
#define FUELLORT_CZLIB_SHIM_H

#include <zlib.h>

/* deflateInit2 is a macro, which Swift does not see. 15 + 16 window bits: the gzip format (RFC 1952). */
static inline int fuellort_deflate_init_gzip(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
