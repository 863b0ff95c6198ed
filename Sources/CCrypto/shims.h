// SPDX-License-Identifier: Apache-2.0
// libcrypto of OpenSSL as the system ships it.
#ifndef SMS_CAMPAIGN_CCRYPTO_SHIMS_H
#define SMS_CAMPAIGN_CCRYPTO_SHIMS_H

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

// LibreSSL, whose number is 2, is refused too: it lacks functions of OpenSSL 3 that are used here.
#if OPENSSL_VERSION_NUMBER < 0x30000000L
#error "OpenSSL 3 or newer is needed; its headers are libssl-dev (Debian) or openssl@3 (Homebrew)"
#endif

// The function HMAC by another name: Swift has a type that is called so.
static inline unsigned char *ccrypto_hmac(const EVP_MD *hash, const void *key, int key_count,
                                          const void *message, size_t message_count,
                                          unsigned char *code) {
    return HMAC(hash, key, key_count, (const unsigned char *)message, message_count, code, NULL);
}

// Answers OpenSSL's question for the passphrase of a key: there is none. Without it the terminal is
// asked.
static inline int ccrypto_no_passphrase(char *buffer, int size, int writes, void *context) {
    (void)buffer, (void)size, (void)writes, (void)context;
    return -1;
}

static inline EVP_PKEY *ccrypto_read_private_key(BIO *text) {
    return PEM_read_bio_PrivateKey(text, NULL, ccrypto_no_passphrase, NULL);
}

static inline EVP_PKEY *ccrypto_read_public_key(BIO *text) {
    return PEM_read_bio_PUBKEY(text, NULL, ccrypto_no_passphrase, NULL);
}

#endif
