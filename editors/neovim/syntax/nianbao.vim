" A report that is written here is Markdown.
runtime! syntax/markdown.vim
