//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"unsafe"

	"golang.org/x/sys/unix"
)

// disk is an ext4 in a file.
type disk struct{ dir, image, mount string }

func newDisk() (*disk, error) {
	dir, err := os.MkdirTemp("", "powerloss")
	if err != nil {
		return nil, err
	}
	d := &disk{dir: dir, image: filepath.Join(dir, "disk"), mount: filepath.Join(dir, "mounted")}
	if err := os.Mkdir(d.mount, 0o700); err != nil {
		return nil, err
	}
	if err := os.WriteFile(d.image, nil, 0o600); err != nil {
		return nil, err
	}
	if err := os.Truncate(d.image, 64<<20); err != nil {
		return nil, err
	}
	if err := command("mkfs.ext4", "-q", d.image); err != nil {
		return nil, err
	}
	return d, d.attach()
}

func (d *disk) attach() error { return command("mount", "-o", "loop", d.image, d.mount) }

// cutPower drops everything that is not on the disk yet, the file system's own journal too, and lets nothing more through.
func (d *disk) cutPower() error {
	const (
		shutdown   = 0x8004587d // EXT4_IOC_SHUTDOWN, _IOR('X', 125, __u32)
		noLogFlush = 2          // EXT4_GOING_FLAGS_NOLOGFLUSH
	)
	f, err := os.Open(d.mount)
	if err != nil {
		return err
	}
	defer f.Close()
	how := uint32(noLogFlush)
	if _, _, errno := unix.Syscall(unix.SYS_IOCTL, f.Fd(), shutdown, uintptr(unsafe.Pointer(&how))); errno != 0 {
		return fmt.Errorf("shutdown ioctl: %w", errno)
	}
	return nil
}

func (d *disk) powerUp() error {
	if err := command("umount", d.mount); err != nil {
		return err
	}
	return d.attach()
}

func (d *disk) remove() {
	_ = command("umount", d.mount) // where it was not mounted, there is nothing to do
	_ = os.RemoveAll(d.dir)
}

func command(name string, args ...string) error {
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, out)
	}
	return nil
}
