//go:build !linux

package thrift

func releaseNative() {}
