/* The address a server listens at. */
#ifndef DANGJIAN_WEB_LISTEN_H
#define DANGJIAN_WEB_LISTEN_H

#include <stdbool.h>

#define LISTEN_URL_MAX 96

/*
 * Opens a listening socket at "127.0.0.1:8080", "[::1]:8080", "localhost:0" or
 * ":8080" (every address); port 0 takes a free one.  FAIL_INPUT for what is no
 * such address, FAIL_SYSTEM where it cannot be had.
 */
int listen_at(const char *address, int *ret_socket);

/* Writes "http://127.0.0.1:8080/" with the real port; 0 or FAIL_SYSTEM. */
int listen_url(int socket, bool tls, char out[LISTEN_URL_MAX]);

/* Whether an address as inet_ntop writes it is this machine's own. */
bool address_is_local(const char *address);

/* Whether only this machine reaches it. */
bool listen_is_local(int socket);

#endif
