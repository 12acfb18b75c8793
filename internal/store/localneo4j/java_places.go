package localneo4j

import (
	"os"
	"path/filepath"
	"runtime"
)

// javaRoots are the directories that hold Java installations: those of CLUSTERGRAPH_JAVA_DIRS,
// else the usual ones of the system.
func javaRoots() []string {
	if given := os.Getenv("CLUSTERGRAPH_JAVA_DIRS"); given != "" {
		return filepath.SplitList(given)
	}
	if runtime.GOOS != "windows" {
		return []string{"/usr/lib/jvm", "/Library/Java/JavaVirtualMachines", "/opt/homebrew/opt", "/usr/local/opt"}
	}
	var roots []string
	for _, vendor := range []string{"Java", "Eclipse Adoptium", "Microsoft", "Zulu", "Amazon Corretto", "BellSoft"} {
		roots = append(roots, filepath.Join(os.Getenv("ProgramFiles"), vendor))
	}
	return roots
}

// javaProgram is the name of the program in a Java installation.
func javaProgram() string {
	if runtime.GOOS == "windows" {
		return "java.exe"
	}
	return "java"
}
