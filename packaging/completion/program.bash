# bash completion for @PROGRAM@; the program itself knows its commands and options.
_@FUNCTION@() {
    local IFS=$'\n'
    COMPREPLY=( $(compgen -W "$(@PROGRAM@ "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}") )
}
complete -o default -F _@FUNCTION@ @PROGRAM@
