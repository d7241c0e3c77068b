package memory

/*
#define _GNU_SOURCE
#include <link.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// forget lets go of what of a file was never written to: it is on disk.
static int forget(struct dl_phdr_info *object, size_t size, void *unused) {
	uintptr_t page = sysconf(_SC_PAGESIZE);
	for (int i = 0; i < object->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &object->dlpi_phdr[i];
		if (part->p_type == PT_LOAD && !(part->p_flags & PF_W)) {
			uintptr_t from = (object->dlpi_addr + part->p_vaddr) & -page;
			madvise((void *)from, object->dlpi_addr + part->p_vaddr + part->p_memsz - from, MADV_DONTNEED);
		}
	}
	return 0;
}

// malloc_trim: the C library by itself gives back only what lies behind the last piece in use, and pictures leave holes before it.
static void release(void) {
	malloc_trim(0);
	dl_iterate_phdr(forget, NULL);
}
*/
import "C"

func releaseNative() { C.release() }
