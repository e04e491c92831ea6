"""What ``vinhdanh doctor`` looks at: each part yields findings, none stops the others."""
