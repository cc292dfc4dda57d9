class Duiqi < Formula
  desc "Align Chinese and English texts, keep and check translations"
  homepage "@HOME@"
  url "@ADDRESS@"
  sha256 "@SHA256@"
  license all_of: ["Apache-2.0", "CC-BY-SA-4.0"]

  livecheck do
    url :stable
    strategy :github_latest
  end

  depends_on "openjdk@17"

  def install
    libexec.install "duiqi", "duiqi-all.jar", "duiqi-sqlite.jar"
    (bin/"duiqi").write_env_script libexec/"duiqi", Language::Java.overridable_java_home_env("17")
    man1.install Dir["man/man1/*.1"]
    bash_completion.install "completions/duiqi.bash" => "duiqi"
    zsh_completion.install "completions/_duiqi"
    pkgshare.install "tm", "glossary"
    doc.install "NOTICE", "licences"
  end

  test do
    (testpath/"a.zh.txt").write "今天天气很好。\n我们去公园散步。\n"
    (testpath/"a.en.txt").write "The weather is fine today.\nWe go for a walk in the park.\n"
    output = shell_output("#{bin}/duiqi align --to tsv -q a.zh.txt a.en.txt")
    assert_match "今天天气很好。\tThe weather is fine today.", output
    assert_match version.to_s, shell_output("#{bin}/duiqi --version")
  end
end
