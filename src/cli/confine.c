#define _GNU_SOURCE /* dl_iterate_phdr */
#include "cli/confine.h"

#include <link.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fail.h"
#include "party/installation.h"
#include "print/printer.h"
#include "store/reach.h"

#define PATHS_MAX 48

struct paths {
	struct sandbox_path list[PATHS_MAX];
	size_t count;
};

/* For the program started anew, to print, and for libraries loaded late (name look-up). */
static const struct sandbox_path system_paths[] = {
	{"/proc/self/exe", SANDBOX_RUN},
	{"/lib", SANDBOX_READ}, {"/lib64", SANDBOX_READ}, {"/usr/lib", SANDBOX_READ}, {"/usr/lib64", SANDBOX_READ},
	{"/usr/local/lib", SANDBOX_READ}, {"/etc/ld.so.cache", SANDBOX_READ},
	{"/dev/null", SANDBOX_CHANGE}, {"/dev/urandom", SANDBOX_READ}, {"/sys/devices/system/cpu/online", SANDBOX_READ},
	{"/etc/localtime", SANDBOX_READ}, {"/usr/share/zoneinfo", SANDBOX_READ},
};

/* For connections to a database's server. */
static const struct sandbox_path network_paths[] = {
	{"/etc/hosts", SANDBOX_READ}, {"/etc/host.conf", SANDBOX_READ}, {"/etc/resolv.conf", SANDBOX_READ},
	{"/etc/nsswitch.conf", SANDBOX_READ}, {"/etc/gai.conf", SANDBOX_READ}, {"/etc/services", SANDBOX_READ},
	{"/etc/ssl", SANDBOX_READ},
};

static void
add(struct paths *paths, const char *path, unsigned rights)
{
	if (path && paths->count < PATHS_MAX)
		paths->list[paths->count++] = (struct sandbox_path){path, rights};
}

static void
add_all(struct paths *paths, const struct sandbox_path *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add(paths, list[i].path, list[i].rights);
}

/* The loader that this program names; the kernel starts it with the program. */
static int
find_loader(struct dl_phdr_info *info, size_t size, void *ret_loader)
{
	(void)size;
	for (int i = 0; i < info->dlpi_phnum; i++)
		if (info->dlpi_phdr[i].p_type == PT_INTERP)
			*(const char **)ret_loader = (const char *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
	return 1; /* this program comes first */
}

/* A path's folder; null without memory. */
static const char *
folder_of(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	return !slash ? "." : slash == path ? "/" : arena_strndup(arena, path, (size_t)(slash - path));
}

/* A renewal of the key that was cut off is finished at the start, in the key's folder. */
static int
add_key(struct arena *arena, const struct confinement *confinement, struct paths *paths)
{
	const char *key = installation_key_path(arena, confinement->db, confinement->key);
	const char *renewed = key ? arena_printf(arena, "%s.new", key) : NULL;
	const char *folder = renewed ? folder_of(arena, key) : NULL;

	if (!folder)
		return FAIL_MEMORY;
	add(paths, key, SANDBOX_READ);
	if (access(renewed, F_OK) == 0)
		add(paths, folder, SANDBOX_CHANGE);
	return 0;
}

static int
add_database(struct arena *arena, const char *url, struct paths *paths, bool *ret_network)
{
	struct db_reach reach;
	int status = db_reach(arena, url, &reach);

	if (status < 0)
		return status;
	add(paths, reach.folder, SANDBOX_CHANGE);
	for (size_t i = 0; i < REACH_FILES; i++)
		add(paths, reach.files[i], SANDBOX_READ);
	*ret_network = *ret_network || reach.network;
	return 0;
}

/*
 * Libraries that will find a door closed are told in time: SQLite where
 * temporary files go, libpq who we are, which it would read in /etc/passwd.
 */
static void
tell_libraries(const char *temporary)
{
	const struct passwd *user = getpwuid(geteuid());

	setenv("SQLITE_TMPDIR", temporary, 0);
	if (user)
		setenv("PGUSER", user->pw_name, 0);
}

int
confine(struct arena *arena, const struct confinement *confinement)
{
	const char *set = getenv("TMPDIR"), *temporary = set && *set ? set : "/tmp", *loader = NULL;
	const char *log_folder = confinement->log ? folder_of(arena, confinement->log) : NULL;
	struct sandbox_plan plan = {.starts_programs = true};
	struct paths paths = {0};
	int status;

	if (confinement->mode == SANDBOX_OFF)
		return 0;
	if (confinement->log && !log_folder)
		return FAIL_MEMORY;
	status = add_database(arena, confinement->db, &paths, &plan.network);
	if (status == 0 && confinement->replica)
		status = add_database(arena, confinement->replica, &paths, &plan.network);
	if (plan.network)
		add_all(&paths, network_paths, sizeof network_paths / sizeof *network_paths);
	if (status == 0)
		status = add_key(arena, confinement, &paths);
	if (status < 0)
		return status;
	dl_iterate_phdr(find_loader, &loader);
	add(&paths, loader, SANDBOX_RUN);
	add(&paths, log_folder, SANDBOX_ADD);
	add(&paths, temporary, SANDBOX_CHANGE);
	add(&paths, "/tmp", SANDBOX_CHANGE); /* where the C library's unnamed files go, whatever TMPDIR says */
	add_all(&paths, system_paths, sizeof system_paths / sizeof *system_paths);
	for (size_t i = 0; print_folders[i]; i++)
		add(&paths, print_folders[i], SANDBOX_READ);
	tell_libraries(temporary);
	plan.paths = paths.list;
	plan.count = paths.count;
	return sandbox_enter(&plan, confinement->mode);
}
