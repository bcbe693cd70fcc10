# ---- Does it fit this machine? ----

# Where rpm is there as a tool only, asking it would make a database.
has_rpm_database() {
  [ -x /usr/bin/rpm ] && [ -n "$(ls "$(/usr/bin/rpm --eval '%{_dbpath}')" 2> /dev/null)" ]
}

# By full name: a busybox shell would take its own programs of these names.
choose_manager() {
  has_dpkg='' has_rpm=''
  [ "$(/usr/bin/dpkg-query -W -f='${db:Status-Abbrev}' libc6 2> /dev/null)" != 'ii ' ] || has_dpkg=yes
  ! has_rpm_database || ! /usr/bin/rpm -q glibc > /dev/null 2>&1 || has_rpm=yes
  case $manager:$has_dpkg:$has_rpm in
    dpkg:* | rpm:*) reason='--package-manager' ;;
    :yes:) manager=dpkg reason='libc6 is a package of dpkg here' ;;
    ::yes) manager=rpm reason='glibc is a package of rpm here' ;;
    :yes:yes) unfit 'both dpkg and rpm hold a C library here. Say which with --package-manager.' '此处 dpkg 与 rpm 均含 C 库。请用 --package-manager 指明。' ;;
    *) unfit 'neither dpkg (libc6) nor rpm (glibc) keeps this system. --extract gives the files.' '本系统既不由 dpkg(libc6)也不由 rpm(glibc)管理。可用 --extract 取出文件。' ;;
  esac
  [ -x "/usr/bin/$manager" ] || unfit "the program $manager is missing." "缺少程序 $manager。"
  say "packages: $manager ($reason)" "软件包管理:$manager($reason)"
}

# The version as the bundle writes it; empty where the package is not fully installed.
# shellcheck disable=SC2016 # dpkg-query's own variables
installed_version() {
  case $manager in
    dpkg) /usr/bin/dpkg-query -W -f='${db:Status-Abbrev} ${Version}' "$1" 2> /dev/null | sed -n 's/^ii  *//p' ;;
    rpm) /usr/bin/rpm -q --qf '%{VERSION}\n' "$1" 2> /dev/null | grep '^[0-9]' | tail -n 1 || : ;;
  esac | sed 's/-[0-9.]*$//; s/~/-/'
}

# age INSTALLED OFFERED: what the offered one is, by Semantic Versioning.
age() {
  awk -v a="$1" -v b="$2" '
    function parts(version, into,  core, dash) {
      core = version
      sub(/-.*/, "", core)
      split(core, into, ".")
      dash = index(version, "-")
      return dash ? substr(version, dash + 1) : ""
    }
    function order(x, y) {
      if (x ~ /^[0-9]+$/ && y ~ /^[0-9]+$/) return (x + 0 > y + 0) - (x + 0 < y + 0)
      if (x ~ /^[0-9]+$/) return -1
      if (y ~ /^[0-9]+$/) return 1
      return (x "" > y "") - (x "" < y "")
    }
    BEGIN {
      ra = parts(a, A); rb = parts(b, B)
      for (i = 1; i <= 3 && !d; i++) d = order(B[i], A[i])
      if (!d && ra != rb) {
        if (ra == "") d = -1; else if (rb == "") d = 1
        else {
          na = split(ra, P, "."); nb = split(rb, Q, ".")
          for (i = 1; i <= na && i <= nb && !d; i++) d = order(Q[i], P[i])
          if (!d) d = nb - na
        }
      }
      print (d < 0 ? "older" : (d > 0 ? "newer" : "same"))
    }'
}

package_names() {
  [ -z "$coordinator" ] || echo acpfleet-coordinator
  [ -z "$agent" ] || echo acpfleet-agent
}

package_file() {
  case $manager in
    dpkg) files | grep -E "^packages/$1_[0-9][^/_]*_amd64\\.deb\$" ;;
    rpm) files | grep -E "^packages/$1-[0-9][^/]*\\.x86_64\\.rpm\$" ;;
  esac
}

# Whether the files of an installed package, configuration and documents aside, are what the package brought.
is_unchanged() {
  case $manager in
    dpkg) /usr/bin/dpkg --verify "$1" 2> /dev/null ;;
    rpm) /usr/bin/rpm -V --nodeps "$1" 2> /dev/null ;;
  esac > "$work/changed" || :
  ! grep -qv -e ' c /' -e ' /usr/share/doc/' -e ' /usr/share/man/' "$work/changed"
}

# Sets to_install to the packages that are not right yet.
compare_with_installed() {
  to_install=''
  for package in $(package_names); do
    current=$(installed_version "$package")
    if [ -z "$current" ]; then
      say "to do: install $package $version" "待办:安装 $package $version"
    else
      case $(age "$current" "$version"):$allow_downgrade in
        same:*)
          if is_unchanged "$package"; then
            say "already right: $package $current" "已就绪:$package $current"
            continue
          fi
          say "to do: install $package $version again, some of its files were changed" "待办:重新安装 $package $version,其部分文件已被改动" ;;
        older:) unfit "it holds version $version of $package, older than the installed $current. --allow-downgrade goes back all the same." \
          "其中 $package 的版本 $version 比已安装的 $current 旧。可用 --allow-downgrade 强制退回。" ;;
        older:yes) say "to do: go back from $package $current to $version" "待办:将 $package 从 $current 退回到 $version" ;;
        newer:*) say "to do: upgrade $package from $current to $version" "待办:将 $package 从 $current 升级到 $version" ;;
        *) unfit "the installed version $current of $package cannot be compared with $version." "无法比较已安装的 $package $current 与 $version。" ;;
      esac
    fi
    to_install="$to_install $package"
  done
}

check_machine() {
  [ "$(id -u)" -eq 0 ] || wrong_use 'Installing needs root.' '安装需要 root。'
  [ "$(uname -m)" = "$architecture" ] ||
    unfit "it is for $architecture and this machine is $(uname -m). For other architectures --extract gives the package acpfleet-agent-portable and the facts collector." \
      "此安装包用于 $architecture,而本机为 $(uname -m)。其他架构可用 --extract 取得 acpfleet-agent-portable 软件包和信息收集脚本。"
  choose_manager
  compare_with_installed
}

# One line for each dependency of the named .deb files that nothing here satisfies.
missing_for_dpkg() {
  # shellcheck disable=SC2016 # dpkg-query's own variables
  /usr/bin/dpkg-query -W -f='${db:Status-Abbrev}|${Package}|${Version}|${Provides}\n' | sed -n 's/^.i[^|]*|/|/p' > "$work/present"
  for deb in "$@"; do
    { /usr/bin/dpkg-deb -f "$deb" Pre-Depends; /usr/bin/dpkg-deb -f "$deb" Depends; } | tr ',' '\n' | sed 's/^ *//; s/ *$//; /^$/d'
  done | sort -u | while IFS= read -r clause; do
    met=''
    printf '%s\n' "$clause" | tr '|' '\n' | sed 's/[()]//g; s/:any//; s/^ *//' > "$work/alternatives"
    while read -r wanted relation least; do
      case " $to_install " in *" $wanted "*) met=yes ;; esac
      present=$(grep -F "|$wanted|" "$work/present" | head -n 1 | cut -d '|' -f 3)
      if [ -n "$present" ]; then
        # shellcheck disable=SC2086 # Empty where any version will do.
        [ -n "$relation" ] && ! /usr/bin/dpkg --compare-versions "$present" $relation "$least" || met=yes
      elif [ -z "$relation" ] && cut -d '|' -f 4 "$work/present" | tr ',' '\n' | sed 's/(.*//' | tr -d ' ' | grep -Fqx "$wanted"; then
        met=yes
      fi
    done < "$work/alternatives"
    [ -n "$met" ] || printf '%s\n' "$clause"
  done
}

check_dependencies() {
  case $manager in
    dpkg)
      missing=$(missing_for_dpkg "$@")
      for deb in "$@"; do
        installed_size=$(/usr/bin/dpkg-deb -f "$deb" Installed-Size)
        need_space /usr $((${installed_size:-0} * 1024))
      done ;;
    # rpm counts the space and the dependencies itself.
    rpm)
      missing=''
      /usr/bin/rpm -U --test --oldpackage --replacepkgs "$@" > "$work/output" 2>&1 ||
        missing=$(sed 's/^error: Failed dependencies://; s/^[[:space:]]*//; /^$/d; /^warning:/d' "$work/output") ;;
  esac
  [ -z "$missing" ] ||
    unfit "$manager lacks what the packages need; install this first: $(printf '%s' "$missing" | tr '\n' ';')" \
      "$manager 缺少所需软件包,请先安装:$(printf '%s' "$missing" | tr '\n' ';')"
  say "already right: everything that the packages depend on is here" "已就绪:依赖的软件包齐全"
}
