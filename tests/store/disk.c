#include "disk.h"

#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH_MAX_ 256
#define FILES_MAX 64

/* --- what happened ------------------------------------------------------------------ */

enum what { CREATED, WROTE, CUT, SYNCED, NAMES_SYNCED, DELETED };

struct event {
	enum what what;
	size_t file;
	int64_t at;        /* offset, or the size it was cut to */
	size_t len;
	unsigned char *bytes;
};

static struct event *events;
static size_t event_count, event_room;

/* A file lives on under its number when its name is given to another. */
static struct {
	char name[PATH_MAX_];
	bool named;
	bool names_due;    /* a journal just made: its first sync syncs the folder, too */
} files[FILES_MAX];
static size_t file_count;
static bool stopped;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void
note(enum what what, size_t file, int64_t at, const void *bytes, size_t len)
{
	struct event *event;

	if (stopped)
		return;
	if (event_count == event_room) {
		event_room = event_room ? 2 * event_room : 1024;
		events = realloc(events, event_room * sizeof *events);
		if (!events)
			abort();
	}
	event = &events[event_count++];
	*event = (struct event){what, file, at, len, NULL};
	if (len) {
		event->bytes = malloc(len);
		if (!event->bytes)
			abort();
		memcpy(event->bytes, bytes, len);
	}
}

static size_t
file_named(const char *name)
{
	for (size_t i = file_count; i-- > 0;)
		if (files[i].named && strcmp(files[i].name, name) == 0)
			return i;
	return SIZE_MAX;
}

static size_t
file_new(const char *name, bool journal)
{
	if (file_count == FILES_MAX || strlen(name) >= PATH_MAX_)
		abort();
	snprintf(files[file_count].name, PATH_MAX_, "%s", name);
	files[file_count].named = true;
	files[file_count].names_due = journal;
	note(CREATED, file_count, 0, NULL, 0);
	return file_count++;
}

void
disk_stop(void)
{
	pthread_mutex_lock(&mutex);
	stopped = true;
	pthread_mutex_unlock(&mutex);
}

void
disk_clear(void)
{
	for (size_t i = 0; i < event_count; i++)
		free(events[i].bytes);
	free(events);
	events = NULL;
	event_count = event_room = file_count = 0;
}

size_t
disk_moment(void)
{
	size_t moment;

	pthread_mutex_lock(&mutex);
	moment = event_count;
	pthread_mutex_unlock(&mutex);
	return moment;
}

/* --- between SQLite and the files ------------------------------------------------------ */

struct file {
	sqlite3_file base;
	size_t number;
	sqlite3_file *real; /* behind this one */
};

static sqlite3_vfs *unix_vfs;

static sqlite3_file *
real(sqlite3_file *file)
{
	return ((struct file *)file)->real;
}

static int
on_close(sqlite3_file *file)
{
	return real(file)->pMethods->xClose(real(file));
}

static int
on_read(sqlite3_file *file, void *bytes, int len, sqlite3_int64 at)
{
	return real(file)->pMethods->xRead(real(file), bytes, len, at);
}

/* Noted before it is done: power may be lost in the middle. */
static int
on_write(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at)
{
	pthread_mutex_lock(&mutex);
	note(WROTE, ((struct file *)file)->number, at, bytes, (size_t)len);
	pthread_mutex_unlock(&mutex);
	return real(file)->pMethods->xWrite(real(file), bytes, len, at);
}

static int
on_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	pthread_mutex_lock(&mutex);
	note(CUT, ((struct file *)file)->number, size, NULL, 0);
	pthread_mutex_unlock(&mutex);
	return real(file)->pMethods->xTruncate(real(file), size);
}

/* Only noted: what the real disk does is of no matter here. */
static int
on_sync(sqlite3_file *file, int flags)
{
	size_t number = ((struct file *)file)->number;

	(void)flags;
	pthread_mutex_lock(&mutex);
	note(SYNCED, number, 0, NULL, 0);
	if (!stopped && files[number].names_due) {
		note(NAMES_SYNCED, number, 0, NULL, 0);
		files[number].names_due = false;
	}
	pthread_mutex_unlock(&mutex);
	return SQLITE_OK;
}

static int
on_size(sqlite3_file *file, sqlite3_int64 *ret_size)
{
	return real(file)->pMethods->xFileSize(real(file), ret_size);
}

static int
on_lock(sqlite3_file *file, int lock)
{
	return real(file)->pMethods->xLock(real(file), lock);
}

static int
on_unlock(sqlite3_file *file, int lock)
{
	return real(file)->pMethods->xUnlock(real(file), lock);
}

static int
on_reserved(sqlite3_file *file, int *ret_locked)
{
	return real(file)->pMethods->xCheckReservedLock(real(file), ret_locked);
}

static int
on_control(sqlite3_file *file, int what, void *arg)
{
	return real(file)->pMethods->xFileControl(real(file), what, arg);
}

static int
on_sector_size(sqlite3_file *file)
{
	return real(file)->pMethods->xSectorSize(real(file));
}

static int
on_characteristics(sqlite3_file *file)
{
	return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

static int
on_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **ret_memory)
{
	return real(file)->pMethods->xShmMap(real(file), page, size, extend, ret_memory);
}

static int
on_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
	return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

static void
on_shm_barrier(sqlite3_file *file)
{
	real(file)->pMethods->xShmBarrier(real(file));
}

static int
on_shm_unmap(sqlite3_file *file, int delete)
{
	return real(file)->pMethods->xShmUnmap(real(file), delete);
}

static const sqlite3_io_methods methods = {
	2, on_close, on_read, on_write, on_truncate, on_sync, on_size, on_lock, on_unlock, on_reserved, on_control,
	on_sector_size, on_characteristics, on_shm_map, on_shm_lock, on_shm_barrier, on_shm_unmap, NULL, NULL,
};

/* Files without a name vanish with the power; nobody looks at them again. */
static int
on_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *opened, int flags, int *ret_flags)
{
	struct file *file = (struct file *)opened;
	int status;

	(void)vfs;
	file->real = (sqlite3_file *)(file + 1);
	status = unix_vfs->xOpen(unix_vfs, name, file->real, flags, ret_flags);
	opened->pMethods = status == SQLITE_OK ? &methods : NULL;
	pthread_mutex_lock(&mutex);
	file->number = name ? file_named(name) : SIZE_MAX;
	if (file->number == SIZE_MAX && !stopped)
		file->number = file_new(name ? name : "", (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0);
	pthread_mutex_unlock(&mutex);
	return status;
}

static int
on_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
	int status = unix_vfs->xDelete(unix_vfs, name, sync_folder);
	size_t number;

	(void)vfs;
	pthread_mutex_lock(&mutex);
	number = file_named(name);
	if (status == SQLITE_OK && number != SIZE_MAX && !stopped) {
		files[number].named = false;
		note(DELETED, number, 0, NULL, 0);
		if (sync_folder)
			note(NAMES_SYNCED, number, 0, NULL, 0);
	}
	pthread_mutex_unlock(&mutex);
	return status;
}

void
disk_install(void)
{
	static sqlite3_vfs vfs;

	unix_vfs = sqlite3_vfs_find(NULL);
	vfs = *unix_vfs;
	vfs.zName = "disk";
	vfs.szOsFile = (int)sizeof(struct file) + unix_vfs->szOsFile;
	vfs.xOpen = on_open;
	vfs.xDelete = on_delete;
	if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK)
		abort();
}

/* --- what a loss of power leaves -------------------------------------------------------- */

struct image {
	unsigned char *bytes;
	size_t len, room;
};

struct chance {
	uint64_t state;
};

static uint64_t
draw(struct chance *chance, uint64_t below)
{
	uint64_t x = chance->state += 0x9e3779b97f4a7c15u; /* splitmix64 */

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	return (x ^ x >> 31) % below;
}

static void
put(struct image *image, size_t at, const unsigned char *bytes, size_t len)
{
	if (at + len > image->room) {
		image->room = 2 * (at + len);
		image->bytes = realloc(image->bytes, image->room);
		if (!image->bytes)
			abort();
	}
	if (at > image->len)
		memset(image->bytes + image->len, 0, at - image->len);
	memcpy(image->bytes + at, bytes, len);
	if (at + len > image->len)
		image->len = at + len;
}

static void
cut(struct image *image, size_t size)
{
	static const unsigned char nothing;

	if (size < image->len)
		image->len = size;
	else if (size > image->len)
		put(image, size, &nothing, 0);
}

/* Whether a sector of the event at place `index` of `count` unsynced ones reached the disk. */
static bool
reached(const struct loss *loss, struct chance *chance, size_t index, size_t last)
{
	switch (loss->fate) {
	case FATE_LOST:
		return false;
	case FATE_KEPT:
		return true;
	case FATE_IN_ORDER:
		return index < last || (index == last && draw(chance, 2));
	default:
		return draw(chance, 2);
	}
}

static void
garble(struct image *image, size_t at, size_t sector, struct chance *chance)
{
	size_t from = at - at % sector;

	for (size_t i = from; i < from + sector && i < image->len; i++)
		image->bytes[i] = (unsigned char)draw(chance, 256);
}

static void
apply_sectors(const struct loss *loss, struct chance *chance, const struct event *event, struct image *image,
              size_t index, size_t last)
{
	size_t at = (size_t)event->at, end = at + event->len;

	while (at < end) {
		size_t next = at - at % loss->sector + loss->sector;
		size_t stop = next < end ? next : end;

		if (reached(loss, chance, index, last))
			put(image, at, event->bytes + (at - (size_t)event->at), stop - at);
		at = stop;
	}
}

/* Whether a later event before the loss syncs what this one wrote. */
static bool
is_synced(const struct loss *loss, size_t from, size_t file)
{
	for (size_t i = from; i < loss->moment && !loss->sync_is_a_lie; i++)
		if (events[i].what == SYNCED && events[i].file == file)
			return true;
	return false;
}

static struct image
image_of(const struct loss *loss, struct chance *chance, size_t file)
{
	struct image image = {0};
	size_t unsynced = 0, index = 0, last, garbled;

	for (size_t i = 0; i < loss->moment; i++)
		if (events[i].file == file && (events[i].what == WROTE || events[i].what == CUT) &&
		    !is_synced(loss, i, file))
			unsynced++;
	last = unsynced ? (size_t)draw(chance, unsynced) : 0;
	garbled = unsynced ? (size_t)draw(chance, unsynced) : 0;
	for (size_t i = 0; i < loss->moment; i++) {
		const struct event *event = &events[i];
		bool synced;

		if (event->file != file || (event->what != WROTE && event->what != CUT))
			continue;
		synced = is_synced(loss, i, file);
		if (event->what == CUT && (synced || reached(loss, chance, index, last)))
			cut(&image, (size_t)event->at);
		else if (event->what == WROTE && synced)
			put(&image, (size_t)event->at, event->bytes, event->len);
		else if (event->what == WROTE)
			apply_sectors(loss, chance, event, &image, index, last);
		if (!synced && loss->fate == FATE_GARBLED && event->what == WROTE && index == garbled)
			garble(&image, (size_t)event->at + (size_t)draw(chance, event->len), loss->sector, chance);
		index += !synced;
	}
	return image;
}

/* The moment up to which names are as they were then: any since the folder was last synced. */
static size_t
names_at(const struct loss *loss, struct chance *chance)
{
	size_t synced = 0;

	for (size_t i = 0; i < loss->moment && !loss->sync_is_a_lie; i++)
		if (events[i].what == NAMES_SYNCED)
			synced = i + 1;
	if (loss->fate == FATE_LOST)
		return synced;
	return loss->fate == FATE_KEPT ? loss->moment : synced + (size_t)draw(chance, loss->moment - synced + 1);
}

static bool
has_name(size_t file, size_t names)
{
	bool named = false;

	for (size_t i = 0; i < names; i++)
		if (events[i].file == file && events[i].what == CREATED)
			named = true;
		else if (events[i].file == file && events[i].what == DELETED)
			named = false;
	return named;
}

static void
leave(const char *name, const struct image *image)
{
	int file = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (file < 0 || write(file, image->bytes, image->len) != (ssize_t)image->len)
		abort();
	close(file);
}

void
disk_leave(const struct loss *loss, const char *from, const char *to)
{
	struct chance chance = {loss->seed};
	size_t names = names_at(loss, &chance), prefix = strlen(from);

	for (size_t i = 0; i < file_count; i++) {
		char name[2 * PATH_MAX_];
		struct image image;

		if (strncmp(files[i].name, from, prefix) != 0)
			continue;
		snprintf(name, sizeof name, "%s%s", to, files[i].name + prefix);
		if (!has_name(i, names))
			continue;
		image = image_of(loss, &chance, i);
		leave(name, &image);
		free(image.bytes);
	}
}
