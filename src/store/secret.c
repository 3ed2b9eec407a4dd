#include "store/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/text.h"
#include "store/file.h"

#define NONCE crypto_secretbox_NONCEBYTES
#define MAC crypto_secretbox_MACBYTES

_Static_assert(sizeof(struct secret) == crypto_secretbox_KEYBYTES, "one key serves both uses");

int
secret_create(const char *path)
{
	struct secret secret;
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool written;

	if (file < 0) {
		int error = errno;
		struct bilingual reason = system_reason(error);

		return fail(error == EEXIST ? FAIL_INPUT : FAIL_SYSTEM, NULL, "key", "不能建立密钥文件 %s：%s%.0s。",
		            "The key file %s cannot be made: %.0s%s.", path, reason.zh, reason.en);
	}
	randombytes_buf(secret.bytes, sizeof secret.bytes);
	written = write(file, secret.bytes, sizeof secret.bytes) == (ssize_t)sizeof secret.bytes &&
	          fsync(file) == 0;
	sodium_memzero(&secret, sizeof secret);
	if (close(file) == 0 && written && file_sync_folder(path))
		return 0;
	unlink(path);
	return fail(FAIL_SYSTEM, NULL, "key", "密钥文件 %s 写不完整。",
	            "The key file %s could not be written.", path);
}

int
secret_load(const char *path, struct secret *ret_secret)
{
	struct secret secret;
	struct stat stat;
	int file = open(path, O_RDONLY | O_CLOEXEC);
	bool whole;

	if (file < 0) {
		struct bilingual reason = system_reason(errno);

		return fail(FAIL_SYSTEM, NULL, "key", "打不开密钥文件 %s：%s%.0s。",
		            "The key file %s cannot be opened: %.0s%s.", path, reason.zh, reason.en);
	}
	whole = fstat(file, &stat) == 0 && stat.st_size == (off_t)sizeof secret.bytes &&
	        read(file, secret.bytes, sizeof secret.bytes) == (ssize_t)sizeof secret.bytes;
	close(file);
	if (!whole)
		return fail(FAIL_SYSTEM, NULL, "key", "%s 不是密钥文件。", "%s is not a key file.", path);
	if (stat.st_mode & 077)
		return fail(FAIL_SYSTEM, NULL, "key", "密钥文件 %s 可被他人读取；请改为只有属主可读。",
		            "The key file %s can be read by others; make it readable by its owner alone.", path);
	*ret_secret = secret;
	sodium_memzero(&secret, sizeof secret);
	return 0;
}

const char *
secret_default_path(struct arena *arena, const char *url)
{
	return text_starts(url, "sqlite:") ? arena_printf(arena, "%s.key", url + strlen("sqlite:"))
	                                   : "dangjian.key";
}

int
secret_seal_bytes(const struct secret *secret, struct arena *arena, const void *bytes, size_t len, char **ret_sealed)
{
	size_t room = sodium_base64_encoded_len(NONCE + MAC + len, sodium_base64_VARIANT_ORIGINAL);
	unsigned char *box = arena_alloc(arena, NONCE + MAC + len);
	char *sealed = box ? arena_alloc(arena, room) : NULL;

	if (!sealed)
		return FAIL_MEMORY;
	randombytes_buf(box, NONCE);
	crypto_secretbox_easy(box + NONCE, bytes, len, box, secret->bytes);
	sodium_bin2base64(sealed, room, box, NONCE + MAC + len, sodium_base64_VARIANT_ORIGINAL);
	*ret_sealed = sealed;
	return 0;
}

int
secret_seal(const struct secret *secret, struct arena *arena, const char *text, char **ret_sealed)
{
	return secret_seal_bytes(secret, arena, text, strlen(text), ret_sealed);
}

int
secret_open_bytes(const struct secret *secret, struct arena *arena, const char *sealed, void **ret_bytes,
                  size_t *ret_len)
{
	size_t len = strlen(sealed), box_len = 0;
	unsigned char *box = arena_alloc(arena, len + 1);
	unsigned char *bytes = box ? arena_alloc(arena, len + 1) : NULL;

	if (!bytes)
		return FAIL_MEMORY;
	if (sodium_base642bin(box, len, sealed, len, NULL, &box_len, NULL,
	                      sodium_base64_VARIANT_ORIGINAL) != 0 ||
	    box_len < NONCE + MAC ||
	    crypto_secretbox_open_easy(bytes, box + NONCE, box_len - NONCE, box, secret->bytes) != 0)
		return fail(FAIL_SYSTEM, NULL, "key", "加密的内容解不开：密钥文件不是建库时的那一个。",
		            "What is encrypted cannot be opened: the key file is not this database's.");
	*ret_bytes = bytes;
	*ret_len = box_len - NONCE - MAC;
	return 0;
}

int
secret_open(const struct secret *secret, struct arena *arena, const char *sealed, char **ret_text)
{
	void *bytes;
	size_t len;
	int status = secret_open_bytes(secret, arena, sealed, &bytes, &len);

	if (status == 0)
		*ret_text = bytes;
	return status;
}

void
secret_lookup(const struct secret *secret, const char *text, char ret_hash[LOOKUP_TEXT])
{
	unsigned char hash[32];

	crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text), secret->bytes,
	                   sizeof secret->bytes);
	sodium_bin2hex(ret_hash, LOOKUP_TEXT, hash, sizeof hash);
}
