# Types into a separate zsh like a user and checks the completion on Tab: .ci/complete.zsh FOLDER_WITH__duiqi
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1='> '; fpath=(${(q)1} \$fpath); autoload -Uz compinit; compinit -D -u; duiqi() { :; }"
sleep 1
zpty -w -n shell $'duiqi gloss\text\t'
typed=
repeat 160; do
    sleep 0.25
    while zpty -r -t shell line; do typed+=$line; done
    # The shell prints its own sequence for the space between them.
    [[ $typed == *duiqi\ glossary*extract* ]] && break
done
zpty -d shell
[[ $typed == *duiqi\ glossary*extract* && $typed != *'not found'* ]] || { print -r -- "$typed"; exit 1; }
