//go:build !linux

package memory

func releaseNative() {}
