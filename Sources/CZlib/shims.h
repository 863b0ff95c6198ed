// zlib as the system ships it.
#ifndef SMS_CAMPAIGN_CZLIB_SHIMS_H
#define SMS_CAMPAIGN_CZLIB_SHIMS_H

#include <zlib.h>

/// inflateInit2, a macro that Swift cannot import, for a stream without a header, as a ZIP archive has it.
static inline int czlib_begin_raw_inflate(z_stream *stream) {
    return inflateInit2(stream, -MAX_WBITS);
}

#endif
