package table

func openExcel(in *file, opts Options) (Reader, error) {
	return nil, refuse("Excel is not read yet")
}
