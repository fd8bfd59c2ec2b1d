// Keeps the object library non-empty while there is no demo.
