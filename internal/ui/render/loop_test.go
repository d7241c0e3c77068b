package render

import "testing"

// TestNobodyIsLeftToWake: once glfw has ended, or before it has begun, there is nobody to wake, which is no trouble.
func TestNobodyIsLeftToWake(t *testing.T) { wake() }
