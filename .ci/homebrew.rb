# Runs the formula of duiqi without Homebrew: unpacks the archive, calls install and test, and keeps the files in a prefix.
#
#   ruby .ci/homebrew.rb FORMULA ARCHIVE PREFIX
#
# Needs a JDK in JAVA_HOME. Contains only those methods of Homebrew that the formula calls, with the same effect on files. It does not download,
# does not resolve dependencies, and has no sandbox.
require 'digest'
require 'fileutils'
require 'open3'
require 'pathname'

class Pathname
  # Moves files into this folder, like Homebrew: arguments are paths, lists of paths, or {path => new name}.
  def install(*sources)
    sources.flatten.each do |source|
      (source.is_a?(Hash) ? source.to_a : [[source, File.basename(source)]]).each do |from, name|
        raise "#{from}: the formula installs a file that the archive lacks" unless File.exist?(from)

        mkpath
        FileUtils.mv(from, self / name)
      end
    end
  end

  def write_env_script(target, environment)
    raise "#{target}: the wrapper calls a missing file" unless File.executable?(target)

    dirname.mkpath
    write("#!/bin/bash\n#{environment.map { |key, value| "#{key}=\"#{value}\" " }.join}exec \"#{target}\"  \"$@\"\n")
    chmod(0o555)
  end
end

module Language
  module Java
    def self.overridable_java_home_env(_version)
      { JAVA_HOME: "${JAVA_HOME:-#{ENV.fetch('JAVA_HOME')}}" }
    end
  end
end

class Formula
  class << self
    attr_reader :values, :tests

    %i[desc homepage url sha256 license depends_on].each do |name|
      define_method(name) { |value| (@values ||= {})[name] = value }
    end

    def livecheck(&) = Object.new.tap { |check| %i[url strategy].each { |name| check.define_singleton_method(name) { |_| nil } } }.instance_eval(&)

    def test(&block) = @tests = block
  end

  attr_reader :prefix, :testpath

  def initialize(prefix)
    @prefix = prefix
    @testpath = prefix.parent / 'test'
  end

  # Homebrew takes the version from the name of the archive.
  def version = self.class.values.fetch(:url)[%r{/duiqi-([^/]*)\.tar\.gz\z}, 1]
  def bin = prefix / 'bin'
  def libexec = prefix / 'libexec'
  def man1 = prefix / 'share/man/man1'
  def doc = prefix / 'share/doc/duiqi'
  def pkgshare = prefix / 'share/duiqi'
  def bash_completion = prefix / 'etc/bash_completion.d'
  def zsh_completion = prefix / 'share/zsh/site-functions'

  def shell_output(command)
    output, status = Open3.capture2(command)
    raise "#{command}: #{status}\n#{output}" unless status.success?

    output.force_encoding('UTF-8')
  end

  def assert_match(expected, text)
    raise "\"#{expected}\" is not in:\n#{text}" unless text.include?(expected)
  end
end

formula, archive, prefix = ARGV.map { |argument| Pathname.new(argument).expand_path }
load formula.to_s
values = Duiqi.values
%i[desc homepage url sha256 license depends_on].each { |name| values.fetch(name) }
# The rules of brew audit for descriptions
raise "desc: #{values[:desc]}" if values[:desc].size > 80 || values[:desc].match?(/\A(an? |the |duiqi)|\.\z/i)
raise 'url: names another archive' unless File.basename(values[:url]) == archive.basename.to_s
raise 'sha256: differs from the archive' unless Digest::SHA256.file(archive).hexdigest == values[:sha256]

duiqi = Duiqi.new(prefix)
build = prefix.parent / 'build'
[prefix, build, duiqi.testpath].each(&:mkpath)
system('tar', '-xzf', archive.to_s, '-C', build.to_s, exception: true)
# Homebrew enters the only folder of an archive.
root, *others = build.children
raise 'the archive has several entries at the top' unless others.empty?

Dir.chdir(root) { duiqi.install }
ENV['HOME'] = duiqi.testpath.to_s
Dir.chdir(duiqi.testpath) { duiqi.instance_exec(&Duiqi.tests) }
