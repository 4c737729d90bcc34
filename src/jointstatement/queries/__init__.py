"""What is shown: reads only, one function per page or answer, each with a fixed number of SQL statements."""
