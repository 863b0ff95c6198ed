// The parts of libcurl that Swift cannot call itself: C variadics, given a fixed signature each.
#ifndef SMS_CAMPAIGN_CCURL_SHIMS_H
#define SMS_CAMPAIGN_CCURL_SHIMS_H

#include <curl/curl.h>

#endif
