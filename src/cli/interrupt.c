#include "cli/interrupt.h"

#include <stdio.h>
#include <unistd.h>

#include "cli/command.h"
#include "store/file.h"

/* Whoever meets a file that is gone from here on has no word to say any more. */
static void
stop(const struct interrupt *interrupt)
{
	flockfile(stderr);
	file_abandon();
	fprintf(stderr, "%s%s\n", isatty(STDERR_FILENO) ? "\r\033[K" : "", interrupt->lang == LANG_EN
	        ? "Stopped by a signal; what was not finished is taken back whole. Run it again."
	        : "已按信号停止；没有做完的全部退回，再运行一次即可。");
	_exit(EXIT_BAD_INPUT);
}

/* Whether it was interrupt_end() that sent it; the C library tells a thread's own signal as a process's. */
static bool
is_own(const siginfo_t *info)
{
	return (info->si_code == SI_TKILL || info->si_code == SI_USER) && info->si_pid == getpid();
}

static void *
watch(void *arg)
{
	struct interrupt *interrupt = arg;
	siginfo_t info;

	for (;;) {
		int which = sigwaitinfo(&interrupt->signals, &info);

		if (which > 0 && is_own(&info))
			return NULL;
		if (which <= 0 || !sigismember(&interrupt->heeded, which))
			continue;
		pthread_mutex_lock(&interrupt->mutex);
		if (!interrupt->finishing)
			stop(interrupt);
		pthread_mutex_unlock(&interrupt->mutex);
	}
}

static void
take_signal(struct interrupt *interrupt, int which)
{
	struct sigaction action;

	sigaddset(&interrupt->signals, which);
	if (sigaction(which, NULL, &action) == 0 && action.sa_handler != SIG_IGN)
		sigaddset(&interrupt->heeded, which);
}

void
interrupt_begin(struct interrupt *interrupt, enum lang lang, bool hangup)
{
	sigset_t before;

	*interrupt = (struct interrupt){.lang = lang};
	sigemptyset(&interrupt->signals);
	sigemptyset(&interrupt->heeded);
	take_signal(interrupt, SIGINT);
	take_signal(interrupt, SIGTERM);
	if (hangup)
		take_signal(interrupt, SIGHUP);
	pthread_mutex_init(&interrupt->mutex, NULL);
	pthread_sigmask(SIG_BLOCK, &interrupt->signals, &before);
	interrupt->begun = pthread_create(&interrupt->thread, NULL, watch, interrupt) == 0;
	if (!interrupt->begun) /* then they end it without a word */
		pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void
interrupt_finish(struct interrupt *interrupt)
{
	if (!interrupt)
		return;
	pthread_mutex_lock(&interrupt->mutex);
	interrupt->finishing = true;
	pthread_mutex_unlock(&interrupt->mutex);
}

void
interrupt_end(struct interrupt *interrupt)
{
	if (interrupt->begun) {
		pthread_kill(interrupt->thread, SIGINT);
		pthread_join(interrupt->thread, NULL);
	}
	pthread_mutex_destroy(&interrupt->mutex);
}
