/*
 * What the program and whoever started it as a service tell each other, by
 * the conventions of systemd: a listening socket handed over (LISTEN_FDS),
 * states reported (NOTIFY_SOCKET), signs of life asked for (WATCHDOG_USEC).
 * Where nobody asks, nothing happens.
 */
#ifndef DANGJIAN_CLI_SERVICE_H
#define DANGJIAN_CLI_SERVICE_H

#include <stdint.h>

struct service {
	int socket;         /* listening, handed over; -1: none */
	int notify;         /* where states are told, or -1 */
	int64_t watchdog;   /* a sign of life at least every so many milliseconds; 0: nobody waits for one */
};

/*
 * Reads the environment and takes its variables away, so that no child takes
 * them for its own.  FAIL_INPUT where what was handed over is no single
 * listening TCP socket, or the states cannot be told.
 */
int service_open(struct service *ret_service);
void service_close(struct service *service);

/* Tells a state, e.g. "READY=1". */
void service_tell(const struct service *service, const char *state);

#endif
