"""Say what a code is: values, pure edits and files of a codebook."""
